/** How much memory a Balancer had when so many clients were connected to it. */
export interface BalancerLoad {
  readonly name: string;
  readonly clients: number;
  readonly bytes: number;
}

/** What a client has cost since, as its Balancer became fuller; at least a byte, so that it can be compared with. */
export function bytesPerClient(before: BalancerLoad, after: BalancerLoad): number {
  return Math.max(1, (after.bytes - before.bytes) / Math.max(1, after.clients - before.clients));
}

/** The one that has gained most clients from one moment to another. */
export function fullerOne(before: readonly BalancerLoad[], after: readonly BalancerLoad[]) {
  const gains = after.map((now, index) => now.clients - (before[index]?.clients ?? 0));
  const index = gains.indexOf(Math.max(...gains));
  const [then, now] = [before[index], after[index]];
  if (then === undefined || now === undefined) throw new Error('there is no Balancer');
  return { before: then, after: now };
}
