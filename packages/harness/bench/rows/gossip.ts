import { cpuMicroseconds } from '../../src/measuring/process-usage.ts';
import { cpuPerUnit } from '../cpu-per-unit.ts';
import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import type { GossipFloorCommands } from '../processes/gossip-floor.ts';
import type { Row } from '../row.ts';
import { startBalancer, type BalancerServer } from '../servers.ts';
import { startWorker } from '../start-worker.ts';

const UNIT = 'µs per room';
const ROOMS = [5000, 50_000];
/** Twice each time: half of it is new, and the rooms of the time before are gone; the other half says it again. */
const TIMES = 2;

/** What a Monolith tells of its rooms costs so much for each of them, however many they are (PRF-3). */
export const gossip: Row = {
  name: 'gossip',
  what: 'a Monolith reports 5,000 rooms and 50,000: all others than before, and then the same again; and JSON.parse alone of 50,000',
  async run(options) {
    await using started = new AsyncDisposableStack();
    const subjects = [];
    for (const rooms of ROOMS) {
      const balancer = started.use(await startBalancer());
      let round = 0;
      subjects.push({ name: `${rooms} rooms`, measure: () => report(balancer, rooms, `round${round++}`) });
    }
    const floor = started.use(startWorker<GossipFloorCommands>('gossip-floor'));
    await floor.ask('write', { rooms: Math.max(...ROOMS), prefix: 'floor' });
    subjects.push({
      name: 'floor: JSON.parse alone',
      measure: () => cpuPerUnit(floor.pid, () => floor.ask('parse')),
    });
    const series = await interleaved(subjects, options, UNIT);
    return { figures: figuresOf(series, UNIT), bars: [ratioBar(series, '50000 rooms', '5000 rooms', 1.5)] };
  },
};

async function report({ pid, monolith }: BalancerServer, rooms: number, prefix: string): Promise<number> {
  const before = cpuMicroseconds(pid);
  for (let time = 0; time < TIMES; time++) await monolith.ask('gossip', { rooms, prefix });
  await quiet(pid);
  return (cpuMicroseconds(pid) - before) / (TIMES * rooms);
}

/** Resolves when the process has come to rest. */
async function quiet(pid: number): Promise<void> {
  for (let last = -1; ;) {
    const cpu = cpuMicroseconds(pid);
    if (cpu - last < 2000) return;
    last = cpu;
    await Bun.sleep(200);
  }
}
