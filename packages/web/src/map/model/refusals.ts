import type { MapSnapshot } from './snapshot.ts';

/** The word that says why an order cannot be given. */
type Refusal = 'drainsAlready' | 'otherBalancer' | 'lost';

/**
 * Orders to Balancers and to clients reach the own Balancer whatever they are about, so they are given for it and its clients alone.
 * While it is not heard, another process may have taken its place.
 */
export function refusalToDrain(
  { own, state, view }: Pick<MapSnapshot, 'own' | 'state' | 'view'>,
  balancer: string,
): Refusal | null {
  const node = view.balancerById.get(balancer);
  if (node?.state === 'draining') return 'drainsAlready';
  if (balancer !== own) return 'otherBalancer';
  return state === 'live' ? null : 'lost';
}

export function refusalToKick(
  { own, models }: Pick<MapSnapshot, 'own' | 'models'>,
  client: string,
): Refusal | null {
  return models.some(({ id, clients }) => id === own && clients.has(client)) ? null : 'otherBalancer';
}
