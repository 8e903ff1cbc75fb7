import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import { fanOutCost } from '../loads.ts';
import type { Row } from '../row.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';
import { withStands } from '../stand.ts';

const UNIT = 'µs per delivery';
const BURST = 400;

/** The same in bulk (PRF-2). */
export const fanOutBursts: Row = {
  name: 'fanout-bursts',
  what: `1,000 clients in one room, ${BURST} broadcasts of 200 bytes at once`,
  run: (options) =>
    withStands([startBalancer, startFloor, startNaive], { count: 1000, perRoom: 1000 }, async (stands) => {
      const load = { perSecond: 1, forMs: 1000, burst: BURST };
      const subjects = stands.map((stand) => ({
        name: stand.server.name,
        measure: () => fanOutCost(stand, load),
      }));
      const series = await interleaved(subjects, options, UNIT);
      const bars = [ratioBar(series, 'balancer', 'naive', 0.15), ratioBar(series, 'balancer', 'floor', 1.2)];
      return { figures: figuresOf(series, UNIT), bars };
    }),
};
