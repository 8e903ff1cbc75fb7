/** Whether this process could listen there now. Only a port in use counts as an obstacle: other errors are for the role to explain. */
export function isPortFree(hostname: string, port: number): boolean {
  try {
    Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'EADDRINUSE';
  }
}

/** As many ports to listen on: from `first` on while they are free, else any. */
export function choosePorts(hostname: string, first: number, count: number): readonly number[] {
  const chosen: number[] = [];
  for (let index = 0; index < count; index++) {
    const usual = first === 0 ? 0 : first + index;
    let port = usual !== 0 && isPortFree(hostname, usual) ? usual : anyFreePort(hostname);
    while (chosen.includes(port)) port = anyFreePort(hostname);
    chosen.push(port);
  }
  return chosen;
}

function anyFreePort(hostname: string): number {
  const listener = Bun.listen({ hostname, port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}
