const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:3600\n#EXTINF:3600,\n1.ts\n#EXT-X-ENDLIST\n';
const HEADERS = { 'Content-Type': 'application/vnd.apple.mpegurl' };

/** Where the rooms' videos are: a playlist of an hour, whatever is asked for. */
export function serveMedia(): Disposable & { readonly origin: string } {
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () => new Response(PLAYLIST, { headers: HEADERS }),
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}
