import { until } from '@usher/kit/testing';
import { stateOf } from '../../src/balancer-state.ts';
import { BOTH_STORES, type Fault } from './fault.ts';
import { busyLink, LINK_GUARANTEE, servedSince } from './link-fault.ts';

const CUT_MS = 3000;

/** The rooms stay where they are: the other Balancer's clients go on, and this one's wait for the link. */
export const cutLink: Fault = {
  name: 'cut-link',
  what: 'the link of a Balancer to a Monolith cut for 3 s',
  stores: BOTH_STORES,
  guarantee: () => LINK_GUARANTEE,
  async inflict(scene) {
    const chosen = await busyLink(scene);
    const { balancer, link } = chosen;
    link.cut();
    await until('it is noticed', async () => (await stateOf(balancer.process)).monoliths.length < 3);
    await scene.someLeave();
    await Bun.sleep(CUT_MS);
    const at = Date.now();
    link.resume();
    return servedSince(at, scene, chosen);
  },
};
