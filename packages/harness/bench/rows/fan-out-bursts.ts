import { costRow } from '../cost-row.ts';
import { ratioBar } from '../interleaved.ts';
import { fanOutCost } from '../loads.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

const BURST = 400;

/** The same in bulk (PRF-2). */
export const fanOutBursts = costRow({
  name: 'fanout-bursts',
  what: `1,000 clients in one room, ${BURST} broadcasts of 200 bytes at once`,
  unit: 'µs per delivery',
  servers: [startBalancer, startFloor, startNaive],
  clients: { count: 1000, perRoom: 1000 },
  load: (isQuick) => ({ perSecond: 2, forMs: isQuick ? 1000 : 2000, burst: BURST }),
  cost: fanOutCost,
  bars: (series) => [ratioBar(series, 'balancer', 'naive', 0.15), ratioBar(series, 'balancer', 'floor', 1.2)],
});
