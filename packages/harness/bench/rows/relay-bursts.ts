import { costRow } from '../cost-row.ts';
import { ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import { startNginx } from '../nginx.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

const BURST = 40;

/** The same in bulk (PRF-2). */
export const relayBursts = costRow({
  name: 'relay-bursts',
  what: `500 clients, each sending ${BURST} messages of 120 bytes in one write, 40,000/s in all`,
  unit: 'µs per message',
  servers: [startBalancer, startNginx, startFloor, startNaive],
  clients: { count: 500, perRoom: 20 },
  load: (isQuick) => ({ perSecond: 40_000 / BURST, forMs: isQuick ? 1000 : 2000, burst: BURST }),
  cost: relayCost,
  bars: (series) => [ratioBar(series, 'balancer', 'floor', 1.5)],
});
