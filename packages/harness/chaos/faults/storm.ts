import { createRooms } from '../../src/create-rooms.ts';
import { Crowd } from '../crowd/crowd.ts';
import { originOf } from '../site/chaos-site.ts';
import { loseBalancer } from './balancer-faults.ts';
import { BOTH_STORES, type Fault, type Scene } from './fault.ts';

const PER_ROOM = 22;
/** Some are late on a busy machine, and do not count. */
const OF_WHOM_AT_ONCE = 20;
/** Backoff alone spreads attempts over a second (CON-9), and the clients are on the same cores as the site: they are to be there within one all the same. */
const BACKOFF_SPREAD = 0.7;
/** CHA-1 */
const AT_ONCE_WITHIN_MS = 1000;
const TALK_EVERY_MS = 10_000;
/**
 * A Balancer lets 2,000 in at once and 2,000 more each second (CON-5): of 5,000 within a second a fifth are refused. They try again 1.5 to 4.5 s
 * later (CON-9), which is 6 s after the loss at the latest. The rest is for the states of 250 rooms, in each of which everyone hears of everyone:
 * on two cores, which the clients share with the site, that is what takes the time.
 */
const SERVED_WITHIN_MS = 15_000;

/** Everyone is behind one Balancer; when it dies, all of them knock at the other one's door within one second (BAL-12). */
export const storm: Fault = {
  name: 'storm',
  what: 'all clients of a full Balancer reconnect within 1 s',
  stores: BOTH_STORES,
  guarantee: ({ stormClients }) => ({
    servedWithinMs: SERVED_WITHIN_MS,
    losesNothing: false,
    isSilent: false,
    atOnce: { clients: stormClients, withinMs: AT_ONCE_WITHIN_MS },
  }),
  async guests({ site, options }) {
    const origin = originOf(fullOne(site));
    const { rooms } = await createRooms(origin, options.stormClients / OF_WHOM_AT_ONCE);
    const { seed } = options;
    return Crowd.open({
      origins: [origin],
      rooms,
      perRoom: PER_ROOM,
      seed,
      talkEveryMs: TALK_EVERY_MS,
      backoffSpread: BACKOFF_SPREAD,
    });
  },
  inflict: (scene) => loseBalancer(scene, fullOne(scene.site), 'SIGKILL'),
};

function fullOne({ balancers: [first] }: Scene['site']) {
  if (first === undefined) throw new Error('there is no Balancer');
  return first;
}
