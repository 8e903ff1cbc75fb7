import { figuresOf, interleaved, noteOfFloor, ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import type { Row } from '../row.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';
import { withStands } from '../stand.ts';

const UNIT = 'µs per message';

/** Messages one at a time from many clients (PRF-2). */
export const relay: Row = {
  name: 'relay',
  what: '1,000 clients, each sending one 120-byte message at a time, 12,000/s in all',
  run: (options) =>
    withStands(
      [startBalancer, startNginx, startFloor, startNaive],
      { count: 1000, perRoom: 20 },
      async (stands) => {
        const load = { perSecond: 12_000, forMs: options.isQuick ? 1000 : 2000, burst: 1 };
        const subjects = stands.map((stand) => ({
          name: stand.server.name,
          measure: () => relayCost(stand, load),
        }));
        const series = await interleaved(subjects, options, UNIT);
        return {
          figures: figuresOf(series, UNIT),
          bars: [
            { ...ratioBar(series, 'balancer', 'nginx', 0.9), ...noteOfFloor(series, 'nginx') },
            ratioBar(series, 'balancer', 'floor', 1.5),
          ],
        };
      },
    ),
};
