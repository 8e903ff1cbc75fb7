import { createRooms } from '../../src/create-rooms.ts';
import { Crowd } from '../crowd/crowd.ts';
import { originOf } from '../site/chaos-site.ts';
import { loseBalancer } from './balancer-faults.ts';
import { BOTH_STORES, type Fault, type Scene } from './fault.ts';

const PER_ROOM = 20;
const TALK_EVERY_MS = 10_000;
/** CON-5 lets 2,000 in at once and 2,000 more each second; who is refused comes back after 4.5 s at the latest (CON-9). */
const SERVED_WITHIN_MS = 10_000;

/** Everyone is behind one Balancer; when it dies, all of them knock at the other one's door within one second (BAL-12). */
export const storm: Fault = {
  name: 'storm',
  what: 'all clients of a full Balancer reconnect within 1 s',
  stores: BOTH_STORES,
  guarantee: () => ({ servedWithinMs: SERVED_WITHIN_MS, losesNothing: false, isSilent: false }),
  async guests({ site, options }) {
    const origin = originOf(fullOne(site));
    const { rooms } = await createRooms(origin, options.stormClients / PER_ROOM);
    const { seed } = options;
    return Crowd.open({ origins: [origin], rooms, perRoom: PER_ROOM, seed, talkEveryMs: TALK_EVERY_MS });
  },
  inflict: (scene) => loseBalancer(scene, fullOne(scene.site), 'SIGKILL'),
};

function fullOne({ balancers: [first] }: Scene['site']) {
  if (first === undefined) throw new Error('there is no Balancer');
  return first;
}
