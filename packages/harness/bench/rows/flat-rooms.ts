import { until } from '@usher/kit/testing';
import { cpuMicroseconds } from '../../src/measuring/process-usage.ts';
import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import type { ClientCommands } from '../processes/clients.ts';
import type { Row } from '../row.ts';
import { startBalancer } from '../servers.ts';
import { startWorker } from '../start-worker.ts';

const UNIT = 'µs per join and leave';
const ROOMS = [100, 100_000];
const CLIENTS = 500;

/** Coming and going costs the same, however many rooms there are (PRF-3). */
export const flatRooms: Row = {
  name: 'flat-rooms',
  what: '500 clients join and leave a Balancer that knows of 100 rooms and of 100,000',
  async run(options) {
    await using started = new AsyncDisposableStack();
    const subjects = [];
    for (const rooms of ROOMS) {
      const { monolith, port, pid } = started.use(await startBalancer());
      await monolith.ask('gossip', { rooms, prefix: 'known' });
      const clients = started.use(startWorker<ClientCommands>('clients'));
      let round = 0;
      const measure = async () => {
        const left = await monolith.ask('leaves');
        const before = cpuMicroseconds(pid);
        await clients.ask('open', { port, clients: CLIENTS, perRoom: 1, room: `round${round++}` });
        await clients.ask('close');
        await until('all have left', async () => (await monolith.ask('leaves')) - left === CLIENTS);
        return (cpuMicroseconds(pid) - before) / CLIENTS;
      };
      subjects.push({ name: `${rooms} rooms`, measure });
    }
    const series = await interleaved(subjects, options, UNIT);
    return { figures: figuresOf(series, UNIT), bars: [ratioBar(series, '100000 rooms', '100 rooms', 1.3)] };
  },
};
