/** What nobody attacks, on the same machine: it tells the time as the servers do. How long that takes is the machine's doing. */
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request, listener) => (listener.upgrade(request) ? undefined : new Response('', { status: 426 })),
  websocket: {
    message(ws, frame) {
      const { action, t0 } = JSON.parse(String(frame)) as { action: string; t0?: number };
      if (action === 'clock') ws.send(JSON.stringify({ action, t0, t1: Date.now(), t2: Date.now() }));
    },
  },
});
process.on('disconnect', () => process.exit(0));
process.send?.(server.port);
