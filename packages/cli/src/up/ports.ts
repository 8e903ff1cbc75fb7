/** Whether this process could listen there now. Only a port in use counts as an obstacle: other errors are for the role to explain. */
export function isPortFree(hostname: string, port: number): boolean {
  try {
    Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'EADDRINUSE';
  }
}
