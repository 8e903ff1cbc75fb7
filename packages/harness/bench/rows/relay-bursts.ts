import { figuresOf, interleaved, ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import type { Row } from '../row.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';
import { withStands } from '../stand.ts';

const UNIT = 'µs per message';
const BURST = 40;

/** The same in bulk (PRF-2). */
export const relayBursts: Row = {
  name: 'relay-bursts',
  what: `500 clients, each sending ${BURST} messages of 120 bytes in one write, 40,000/s in all`,
  run: (options) =>
    withStands(
      [startBalancer, startNginx, startFloor, startNaive],
      { count: 500, perRoom: 20 },
      async (stands) => {
        const load = { perSecond: 40_000 / BURST, forMs: options.isQuick ? 1000 : 2000, burst: BURST };
        const subjects = stands.map((stand) => ({
          name: stand.server.name,
          measure: () => relayCost(stand, load),
        }));
        const series = await interleaved(subjects, options, UNIT);
        return { figures: figuresOf(series, UNIT), bars: [ratioBar(series, 'balancer', 'floor', 1.5)] };
      },
    ),
};
