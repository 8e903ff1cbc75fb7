import { figuresOf, interleaved, noteOfFloor, ratioBar } from '../interleaved.ts';
import { fanOutCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import type { Row } from '../row.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';
import { withStands } from '../stand.ts';

const UNIT = 'µs per delivery';

/** What is said to a room, one message at a time (PRF-2). */
export const fanOut: Row = {
  name: 'fanout',
  what: '1,000 clients in one room, 50 broadcasts of 200 bytes in a second',
  run: (options) =>
    withStands(
      [startBalancer, startNginx, startFloor, startNaive],
      { count: 1000, perRoom: 1000 },
      async (stands) => {
        const load = { perSecond: 50, forMs: options.isQuick ? 1000 : 2000, burst: 1 };
        const subjects = stands.map((stand) => ({
          name: stand.server.name,
          measure: () => fanOutCost(stand, load),
        }));
        const series = await interleaved(subjects, options, UNIT);
        const bars = [
          { ...ratioBar(series, 'balancer', 'nginx', 0.5), ...noteOfFloor(series, 'nginx') },
          ratioBar(series, 'balancer', 'floor', 1.2),
        ];
        return { figures: figuresOf(series, UNIT), bars };
      },
    ),
};
