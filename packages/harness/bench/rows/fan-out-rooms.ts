import { costRow } from '../cost-row.ts';
import { ratioBar } from '../interleaved.ts';
import { fanOutCost } from '../loads.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

const MONOLITHS = 50;
/** As for a message in: here too each is a frame that is read, taken apart, and written once. */
const FLOOR_MAX = 1.5;
const behind = { monoliths: MONOLITHS };

/** What is said to small rooms whose people are at different Balancers: a frame read and published for each delivery (PRF-4). */
export const fanOutRooms = costRow({
  name: 'fanout-rooms',
  what: `1,000 clients, each alone of its room at this Balancer, on ${MONOLITHS} Monoliths, 12,000 broadcasts of 200 bytes in a second`,
  unit: 'µs per delivery',
  servers: [() => startBalancer(behind), () => startFloor(behind), () => startNaive(behind)],
  clients: { count: 1000, perRoom: 1 },
  load: (isQuick) => ({ perSecond: 12_000, forMs: isQuick ? 1000 : 2000, burst: 1 }),
  cost: fanOutCost,
  bars: (series) => [ratioBar(series, 'balancer', 'floor', FLOOR_MAX)],
});
