import { barOf } from '../../src/measuring/bar.ts';
import { cpuMicroseconds } from '../../src/measuring/process-usage.ts';
import { figuresOf } from '../interleaved.ts';
import type { ClientCommands } from '../processes/clients.ts';
import type { Row } from '../row.ts';
import { startBalancer, startFloor } from '../servers.ts';
import type { Server } from '../stand.ts';
import { startWorker } from '../start-worker.ts';

const CLIENTS = 3000;

/** Sockets opened, authenticated, joined and answered, as fast as they come (PRF-2). */
export const joins: Row = {
  name: 'joins',
  what: `${CLIENTS.toLocaleString('en')} clients connect and join as fast as they can, 64 at a time`,
  async run({ isQuick, progress }) {
    await using started = new AsyncDisposableStack();
    const servers = [started.use(await startBalancer()), started.use(await startFloor())];
    const perSecond = new Map<string, number[]>();
    const cost = new Map<string, number[]>();
    for (let round = 0; round < (isQuick ? 3 : 6); round++) {
      for (const server of servers) {
        const { rate, cpu } = await joinAll(server, `round${round}`);
        progress(`${server.name}: ${Math.round(rate)} joins/s, ${cpu.toFixed(0)} µs each`);
        if (round === 0) continue; // warms up
        perSecond.set(server.name, [...(perSecond.get(server.name) ?? []), rate]);
        cost.set(server.name, [...(cost.get(server.name) ?? []), cpu]);
      }
    }
    const rates = perSecond.get('balancer') ?? [];
    return {
      figures: [...figuresOf(perSecond, 'joins per second'), ...figuresOf(cost, 'µs per join and leave')],
      bars: [barOf('joins per second ≥ 3,000', rates, 'at-least', 3000)],
    };
  },
};

async function joinAll({ port, pid }: Server, room: string): Promise<{ rate: number; cpu: number }> {
  await using clients = startWorker<ClientCommands>('clients');
  const before = cpuMicroseconds(pid);
  const ms = await clients.ask('open', { port, clients: CLIENTS, perRoom: 20, room });
  await clients.ask('close');
  await Bun.sleep(300); // their leaves belong to it
  return { rate: (CLIENTS * 1000) / ms, cpu: (cpuMicroseconds(pid) - before) / CLIENTS };
}
