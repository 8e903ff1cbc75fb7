import { fileURLToPath } from 'node:url';
import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import type { Row } from '../row.ts';

const UNIT = 'µs';
const ROOMS = [100, 100_000];
const PROGRAM = fileURLToPath(new URL('../../../balancer/bench/router-cost.ts', import.meta.url));

/** The routing core alone: what joins, leaves and unloads cost with few rooms and with many (PRF-3). */
export const router: Row = {
  name: 'router',
  what: 'the routing core alone: joins, leaves and unloads among 100 rooms and among 100,000',
  async run(options) {
    const costs = new Map<string, Record<string, number>>();
    const subjects = ROOMS.flatMap((rooms) =>
      ['join', 'leave', 'unload'].map((what, index) => ({
        name: `${what}, ${rooms} rooms`,
        async measure() {
          if (index === 0) costs.set(`${rooms}`, await costsWith(rooms));
          return costs.get(`${rooms}`)?.[what] ?? NaN;
        },
      })),
    );
    const series = await interleaved(subjects, options, UNIT);
    const bars = ['join', 'leave', 'unload'].map((what) =>
      ratioBar(series, `${what}, 100000 rooms`, `${what}, 100 rooms`, 1.3),
    );
    return { figures: figuresOf(series, UNIT), bars };
  },
};

async function costsWith(rooms: number): Promise<Record<string, number>> {
  const program = Bun.spawn([process.execPath, PROGRAM, String(rooms)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (await program.stdout.json()) as Record<string, number>;
}
