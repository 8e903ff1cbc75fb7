import { stateOf } from '../../src/balancer-state.ts';
import type { BalancerSeat, MonolithSeat } from '../site/chaos-site.ts';
import type { Scene } from './fault.ts';

/** The Balancer that most clients are connected to. */
export async function fullestBalancer({ site: { balancers } }: Scene): Promise<BalancerSeat> {
  const clients = await Promise.all(balancers.map(async ({ process }) => (await stateOf(process)).clients));
  const fullest = balancers[clients.indexOf(Math.max(...clients))];
  if (fullest === undefined) throw new Error('there is no Balancer');
  return fullest;
}

/** One of the Monoliths that serve clients of that Balancer, by the seed. */
export async function busyMonolith({ site, random }: Scene, balancer: BalancerSeat): Promise<MonolithSeat> {
  const { monoliths } = await stateOf(balancer.process);
  const busy = new Set<string>(monoliths.filter(({ clients }) => clients > 0).map(({ id }) => id));
  const seats = site.monoliths.filter((seat) => busy.has(site.idOf(seat)));
  const seat = seats[Math.floor(random() * seats.length)];
  if (seat === undefined) throw new Error('no Monolith serves anyone');
  return seat;
}
