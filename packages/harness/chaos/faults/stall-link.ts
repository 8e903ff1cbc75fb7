import { BOTH_STORES, type Fault } from './fault.ts';
import { busyLink, LINK_GUARANTEE, servedSince } from './link-fault.ts';

/** More than LNK-5's silence: both ends have to find out by themselves. */
const STALL_MS = 20_000;

/** Nothing passes in either direction, and no socket breaks, as where a cable is pulled out; it ends as the seed has it. */
export const stallLink: Fault = {
  name: 'stall-link',
  what: 'nothing passes between a Balancer and a Monolith for 20 s; then it does again, or it breaks',
  stores: BOTH_STORES,
  guarantee: () => LINK_GUARANTEE,
  async inflict(scene) {
    const chosen = await busyLink(scene);
    const { link } = chosen;
    const breaks = scene.random() < 0.5;
    scene.progress(breaks ? 'it is to break in the end' : 'what was held up is to arrive in the end');
    link.stall();
    await scene.someLeave();
    await Bun.sleep(STALL_MS);
    const at = Date.now();
    if (breaks) link.cut();
    link.resume();
    return servedSince(at, scene, chosen);
  },
};
