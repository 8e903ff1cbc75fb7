import { cpuPerUnit } from '../cpu-per-unit.ts';
import { figuresOf, ratioBar } from '../interleaved.ts';
import type { RoomChurnCommands } from '../processes/room-churn.ts';
import { startMonolith } from '../rooms/servers.ts';
import type { Row, RowOptions } from '../row.ts';
import { startWorker } from '../start-worker.ts';
import { interleavedSteps, type SteppedSubject } from '../steps.ts';

const UNIT = 'µs';
const TOUCHED = 300;
const FEW = 100;
const STEPS = ['join', 'leave', 'unload'] as const;

type Churn = SteppedSubject<(typeof STEPS)[number]>;

/** A Monolith's rooms are loaded, left and unloaded at the same cost, however many others there are (PRF-3). */
export const roomsLoaded: Row = {
  name: 'rooms-loaded',
  what: `${TOUCHED} rooms are loaded by a Join, left, and unloaded, in a Monolith that has 100 others loaded, and 20,000 (--quick: 2,000)`,
  async run(options) {
    await using started = new AsyncDisposableStack();
    const many = options.isQuick ? 2000 : 20_000;
    const subjects: Churn[] = [];
    for (const others of [FEW, many]) subjects.push(await startChurn(started, others, options));
    const series = await interleavedSteps(subjects, STEPS, options, UNIT);
    const bars = STEPS.map((step) =>
      ratioBar(series, `${step}, ${many} rooms`, `${step}, ${FEW} rooms`, 1.3),
    );
    return { figures: figuresOf(series, UNIT), bars };
  },
};

async function startChurn(
  started: AsyncDisposableStack,
  others: number,
  { progress }: RowOptions,
): Promise<Churn> {
  const server = started.use(
    await startMonolith({ rooms: others + TOUCHED, seats: 1 }, 'http://localhost', '1h'),
  );
  const churn = started.use(startWorker<RoomChurnCommands>('room-churn'));
  const { pid, linkPort: port } = server;
  const token = server.tokens[0] ?? '';
  const [rooms, kept] = [server.rooms.slice(0, TOUCHED), server.rooms.slice(TOUCHED)];
  const witness = kept[0] ?? '';
  await churn.ask('connect', { port });
  await churn.ask('join', { rooms: kept, token });
  progress(`${await server.loaded()} rooms are loaded`);
  const each = (work: () => Promise<void>) =>
    cpuPerUnit(pid, async () => {
      await work();
      return rooms.length;
    });
  return {
    name: `${others} rooms`,
    measure: async () => ({
      join: await each(() => churn.ask('join', { rooms, token })),
      leave: await each(() => churn.ask('leave', { rooms, token, witness })),
      unload: await each(() => churn.ask('unload', { rooms })),
    }),
  };
}
