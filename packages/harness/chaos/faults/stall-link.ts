import { LIMITS } from '@usher/protocol';
import { originOf } from '../site/chaos-site.ts';
import { BOTH_STORES, PATIENCE_MS, type Fault } from './fault.ts';
import { busyMonolith, fullestBalancer } from './victims.ts';

/** More than LNK-5's silence: both ends have to find out by themselves. */
const STALL_MS = 20_000;
const JOIN_MS = 1000;

/** Nothing passes in either direction, and no socket breaks, as where a cable is pulled out; it ends as the seed has it. */
export const stallLink: Fault = {
  name: 'stall-link',
  what: 'nothing passes between a Balancer and a Monolith for 20 s; then it does again, or it breaks',
  stores: BOTH_STORES,
  guarantee: () => ({
    // LNK-5: the last attempt in vain may have been just before.
    servedWithinMs: LIMITS.redialMaxMs + JOIN_MS,
    losesNothing: false,
    isSilent: true,
  }),
  async inflict(scene) {
    const { site, crowd, random, progress } = scene;
    const balancer = await fullestBalancer(scene);
    const seat = await busyMonolith(scene, balancer);
    const monolith = site.idOf(seat);
    const link = site.linkBetween(balancer, seat);
    const breaks = random() < 0.5;
    progress(breaks ? 'it is to break in the end' : 'what was held up is to arrive in the end');
    link.stall();
    await scene.someLeave();
    await Bun.sleep(STALL_MS);
    const at = Date.now();
    if (breaks) link.cut();
    link.resume();
    const behindIt = { kind: 'synced-since', at, origin: originOf(balancer), monolith } as const;
    const unserved = await crowd.wait(behindIt, PATIENCE_MS);
    await site.whole();
    return { timing: { from: 'mending', at }, unserved, lostOrigin: null };
  },
};
