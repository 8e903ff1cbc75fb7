/** A port of loopback that nothing listens on now. Prefer port 0 where the process can say what it got. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data() {} } });
  listener.stop(true);
  return listener.port;
}
