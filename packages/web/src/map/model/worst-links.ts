import type { MonolithFigures } from '@usher/protocol/operators';
import type { BalancerModel } from './balancer-model.ts';

/** What is measured of each Monolith: by the Balancer whose link to it is worst. */
export function worstLinks(models: readonly BalancerModel[]): ReadonlyMap<string, MonolithFigures> {
  const worst = new Map<string, MonolithFigures>();
  for (const link of models.flatMap(({ figures }) => figures?.monoliths ?? [])) {
    const known = worst.get(link.id);
    if (known === undefined || link.unsentBytes > known.unsentBytes) worst.set(link.id, link);
  }
  return worst;
}
