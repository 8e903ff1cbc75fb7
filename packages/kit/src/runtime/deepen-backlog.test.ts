import { describe, expect, it } from 'bun:test';
import { readFileSync } from 'node:fs';
import { until } from '../testing/index.ts';
import { deepenBacklog } from './deepen-backlog.ts';

/** More than the runtime itself has the system keep. */
const CLIENTS = 700;

/** Listens, says where, and then takes nobody for as long as it lives. */
const BUSY_SERVER = `
  const { deepenBacklog } = await import(${JSON.stringify(import.meta.resolve('./deepen-backlog.ts'))});
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response('') });
  console.log(server.port + ' ' + deepenBacklog(server.port, { debug() {} }));
  Bun.sleepSync(60_000);
`;

/** How many connections wait to be taken by whoever listens on a port. */
function waitingFor(port: number): number {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = readFileSync('/proc/self/net/tcp', 'utf8').split('\n');
  const fields = lines
    .map((line) => line.trim().split(/\s+/))
    .find((each) => each[1] === address && each[3] === '0A');
  return Number.parseInt(fields?.[4]?.split(':')[1] ?? '0', 16);
}

describe.skipIf(process.platform !== 'linux')('a listener whose process is busy', () => {
  it('[BAL-12] has the system keep thousands of new connections for it', async () => {
    const server = Bun.spawn([process.execPath, '-e', BUSY_SERVER], { stdout: 'pipe' });
    const sockets = [];
    try {
      const { value } = await server.stdout.getReader().read();
      const [port, isDeep] = new TextDecoder().decode(value).trim().split(' ');
      expect(isDeep).toBe('true');
      const socket = { data: () => undefined };
      for (let n = 0; n < CLIENTS; n++)
        sockets.push(Bun.connect({ hostname: '127.0.0.1', port: Number(port), socket }));
      await until('all wait', () => waitingFor(Number(port)) === CLIENTS);
    } finally {
      server.kill('SIGKILL');
      await server.exited;
      for (const each of await Promise.allSettled(sockets))
        if (each.status === 'fulfilled') each.value.terminate();
    }
  }, 30_000);

  it('says and logs that there is nothing to deepen where nobody listens', () => {
    const logged: unknown[] = [];
    expect(deepenBacklog(1, { debug: (about: unknown) => void logged.push(about) })).toBe(false);
    expect(logged).toEqual([{ port: 1 }]);
  });
});
