import { originOf, type BalancerSeat } from '../site/chaos-site.ts';
import { BOTH_STORES, PATIENCE_MS, type Fault, type Inflicted, type Scene } from './fault.ts';
import { fullestBalancer } from './victims.ts';

/** CON-9: the first attempt comes after half a second to one and a half, and may wait for its Join. */
const BACKOFF_MS = 1500;
/** CON-9: after 1012 the first attempt comes within a second. */
const SOON_MS = 1000;
const JOIN_MS = 1000;

/** Its clients lose their sockets, and come back through the other one within their backoff. */
export const killBalancer: Fault = {
  name: 'kill-balancer',
  what: 'kill -9 of a Balancer',
  stores: BOTH_STORES,
  guarantee: () => ({ servedWithinMs: BACKOFF_MS + JOIN_MS, losesNothing: false, isSilent: true }),
  inflict: async (scene) => loseBalancer(scene, await fullestBalancer(scene), 'SIGKILL'),
};

/** Its clients are sent to the other one, a few at a time. */
export const drainBalancer: Fault = {
  name: 'drain-balancer',
  what: 'a Balancer stopped as for a deploy',
  stores: BOTH_STORES,
  guarantee: () => ({ servedWithinMs: SOON_MS + JOIN_MS, losesNothing: false, isSilent: true }),
  inflict: async (scene) => loseBalancer(scene, await fullestBalancer(scene), 'SIGTERM'),
};

/** The load balancer in front sends nobody there any more: how soon it notices is its own affair, and not measured. */
export async function loseBalancer(
  { site, crowd, someLeave }: Scene,
  victim: BalancerSeat,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<Inflicted> {
  const origin = originOf(victim);
  await crowd.balancersAre(site.balancers.map(originOf).filter((each) => each !== origin));
  victim.process.signal(signal);
  await someLeave();
  const code = await victim.process.exited;
  if (signal === 'SIGTERM' && code !== 0)
    throw new Error(`${victim.name} was told to stop and ended with ${code}\n${victim.process.logs}`);
  const unserved = await crowd.wait({ kind: 'left-balancer', origin }, PATIENCE_MS);
  await victim.startAgain();
  await site.whole();
  await crowd.balancersAre(site.balancers.map(originOf));
  return { timing: { from: 'close' }, unserved, lostOrigin: origin };
}
