import { costRow } from '../cost-row.ts';
import { nginxBar, ratioBar } from '../interleaved.ts';
import { fanOutCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

/** What is said to a room, one message at a time (PRF-2). */
export const fanOut = costRow({
  name: 'fanout',
  what: '1,000 clients in one room, 50 broadcasts of 200 bytes in a second',
  unit: 'µs per delivery',
  servers: [startBalancer, startNginx, startFloor, startNaive],
  clients: { count: 1000, perRoom: 1000 },
  load: (isQuick) => ({ perSecond: 50, forMs: isQuick ? 1000 : 2000, burst: 1 }),
  cost: fanOutCost,
  bars: (series) => [nginxBar(series, 0.5), ratioBar(series, 'balancer', 'floor', 1.2)],
});
