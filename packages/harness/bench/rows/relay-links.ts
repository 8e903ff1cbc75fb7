import { costRow } from '../cost-row.ts';
import { ratioBar } from '../interleaved.ts';
import { relayCost } from '../loads.ts';
import { startBalancer, startFloor, startNaive } from '../servers.ts';

/** Few messages of one turn go the same way then, as in a cell of many Monoliths: each is a write of its own. */
const MONOLITHS = 50;
const behind = { monoliths: MONOLITHS };

/** What `relay` says, over many links: this is what a plan counts with (PRF-4). */
export const relayLinks = costRow({
  name: 'relay-links',
  what: `1,000 clients in rooms of 5 on ${MONOLITHS} Monoliths, each sending one 120-byte message at a time, 12,000/s in all`,
  unit: 'µs per message',
  servers: [() => startBalancer(behind), () => startFloor(behind), () => startNaive(behind)],
  clients: { count: 1000, perRoom: 5 },
  load: (isQuick) => ({ perSecond: 12_000, forMs: isQuick ? 1000 : 2000, burst: 1 }),
  cost: relayCost,
  bars: (series) => [ratioBar(series, 'balancer', 'floor', 1.5)],
});
