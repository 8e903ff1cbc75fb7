import { costRow } from '../cost-row.ts';
import { nginxBar, ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

/** Messages one at a time from many clients (PRF-2). */
export const relay = costRow({
  name: 'relay',
  what: '1,000 clients, each sending one 120-byte message at a time, 12,000/s in all',
  unit: 'µs per message',
  servers: [startBalancer, startNginx, startFloor, startNaive],
  clients: { count: 1000, perRoom: 20 },
  load: (isQuick) => ({ perSecond: 12_000, forMs: isQuick ? 1000 : 2000, burst: 1 }),
  cost: relayCost,
  bars: (series) => [nginxBar(series, 0.9), ratioBar(series, 'balancer', 'floor', 1.5)],
});
