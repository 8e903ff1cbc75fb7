import { fileURLToPath } from 'node:url';
import { median } from '../../src/measuring/figures.ts';
import { figuresOf, ratioBar } from '../interleaved.ts';
import type { Row } from '../row.ts';
import { interleavedSteps, type SteppedSubject } from '../steps.ts';

const UNIT = 'µs';
const STEPS = ['join', 'leave', 'unload'] as const;
/** The floor of an unload: the same rooms taken out of bare tables of that size. */
const FLOOR = 'tables';
const MEASURED = [...STEPS, FLOOR] as const;
const PROGRAM = fileURLToPath(new URL('../../../balancer/bench/router-cost.ts', import.meta.url));

type Core = SteppedSubject<(typeof MEASURED)[number]>;

/**
 * The routing core alone: what joins, leaves and unloads cost with few rooms and with many (PRF-3). A process with more objects spends more on
 * collecting garbage, whatever it does with them. So that this does not count as the tables' cost, the bar is against a core with few rooms
 * in a process that also holds the rest of them, in a second core that nobody asks anything.
 */
export const router: Row = {
  name: 'router',
  what: 'the routing core alone: joins, leaves and unloads among 100 rooms, alone or with 99,900 in the core beside it, and among 100,000',
  async run(options) {
    const subjects = [
      core('100 rooms', 100, 0),
      core('100 + 99900 rooms', 100, 99_900),
      core('100000 rooms', 100_000, 0),
    ];
    const series = await interleavedSteps(subjects, MEASURED, options, UNIT);
    const [few, many] = ['100 + 99900 rooms', '100000 rooms'];
    const more = median(series.get(`${FLOOR}, ${many}`) ?? []) - median(series.get(`${FLOOR}, ${few}`) ?? []);
    const note = `of bare tables of ${many} alone it costs ${more.toFixed(2)} µs more`;
    const bars = STEPS.map((step) => {
      const bar = ratioBar(series, `${step}, ${many}`, `${step}, ${few}`, 1.3);
      return step === 'unload' ? Object.assign(bar, { note }) : bar;
    });
    return { figures: figuresOf(series, UNIT), bars };
  },
};

const core = (name: string, rooms: number, beside: number): Core => ({
  name,
  async measure() {
    const program = Bun.spawn([process.execPath, PROGRAM, String(rooms), String(beside)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return (await program.stdout.json()) as Awaited<ReturnType<Core['measure']>>;
  },
});
