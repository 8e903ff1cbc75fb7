import { LIMITS } from '@usher/protocol';
import { originOf } from '../site/chaos-site.ts';
import { PATIENCE_MS, type Guarantee, type Inflicted, type Scene } from './fault.ts';
import { busyMonolith, fullestBalancer } from './victims.ts';

const JOIN_MS = 1000;

/** What holds for a link that fails and is mended. */
export const LINK_GUARANTEE: Guarantee = {
  // LNK-5: the last attempt in vain may have been just before.
  servedWithinMs: LIMITS.redialMaxMs + JOIN_MS,
  losesNothing: false,
  isSilent: true,
};

/** The link of the Balancer with most clients to a Monolith with rooms of theirs. */
export async function busyLink(scene: Scene) {
  const { site } = scene;
  const balancer = await fullestBalancer(scene);
  const seat = await busyMonolith(scene, balancer);
  return { balancer, monolith: site.idOf(seat), link: site.linkBetween(balancer, seat) };
}

/** Waits until the clients behind the link, which has been mended at `at`, are served. */
export async function servedSince(
  at: number,
  { site, crowd }: Scene,
  { balancer, monolith }: Awaited<ReturnType<typeof busyLink>>,
): Promise<Inflicted> {
  const behindIt = { kind: 'synced-since', at, origin: originOf(balancer), monolith } as const;
  const unserved = await crowd.wait(behindIt, PATIENCE_MS);
  await site.whole();
  return { timing: { from: 'mending', at }, unserved, lostOrigin: null };
}
