/**
 * What nobody attacks, on the same machine: it tells the time as the servers do, by itself or, given another one's port, by asking that for
 * each client. How long that takes is the machine's doing.
 */
const [, , behind] = process.argv;

interface Relayed {
  readonly upstream: WebSocket | null;
}

const server = Bun.serve<Relayed>({
  hostname: '127.0.0.1',
  port: 0,
  fetch: async (request, listener) => {
    const upstream = behind === undefined ? null : await connected(behind);
    return listener.upgrade(request, { data: { upstream } }) ? undefined : new Response('', { status: 426 });
  },
  websocket: {
    data: {} as Relayed,
    open(ws) {
      ws.data.upstream?.addEventListener('message', ({ data }) => void ws.send(String(data)));
    },
    message(ws, frame) {
      const { action, t0 } = JSON.parse(String(frame)) as { action: string; t0?: number };
      if (action !== 'clock') return;
      if (ws.data.upstream !== null) ws.data.upstream.send(String(frame));
      else ws.send(JSON.stringify({ action, t0, t1: Date.now(), t2: Date.now() }));
    },
  },
});

async function connected(port: string): Promise<WebSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/`);
  const { promise: opened, resolve } = Promise.withResolvers<unknown>();
  ws.addEventListener('open', resolve);
  await opened;
  return ws;
}

process.on('disconnect', () => process.exit(0));
process.send?.(server.port);
