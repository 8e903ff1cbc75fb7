import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { stateOf } from '../../src/balancer-state.ts';
import { originOf } from '../site/chaos-site.ts';
import { BOTH_STORES, PATIENCE_MS, type Fault } from './fault.ts';
import { busyMonolith, fullestBalancer } from './victims.ts';

const CUT_MS = 3000;
const JOIN_MS = 1000;

/** The rooms stay where they are: the other Balancer's clients go on, and this one's wait for the link. */
export const cutLink: Fault = {
  name: 'cut-link',
  what: 'the link of a Balancer to a Monolith cut for 3 s',
  stores: BOTH_STORES,
  guarantee: () => ({
    // LNK-5: the last attempt in vain may have been just before.
    servedWithinMs: LIMITS.redialMaxMs + JOIN_MS,
    losesNothing: false,
    isSilent: true,
  }),
  async inflict(scene) {
    const { site, crowd } = scene;
    const balancer = await fullestBalancer(scene);
    const seat = await busyMonolith(scene, balancer);
    const monolith = site.idOf(seat);
    const link = site.linkBetween(balancer, seat);
    link.cut();
    await until('it is noticed', async () => (await stateOf(balancer.process)).monoliths.length < 3);
    await scene.someLeave();
    await Bun.sleep(CUT_MS);
    const at = Date.now();
    link.resume();
    const behindIt = { kind: 'synced-since', at, origin: originOf(balancer), monolith } as const;
    const unserved = await crowd.wait(behindIt, PATIENCE_MS);
    await site.whole();
    return { timing: { from: 'mending', at }, unserved, lostOrigin: null };
  },
};
