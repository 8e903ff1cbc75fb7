import type { BalancerModel } from '../balancer-model.ts';
import type { Feed } from '../known-feeds.ts';
import { NO_HISTORY } from '../rates.ts';

/** A feed that is live and has told so much; for tests. */
export const feedOf = (address: string, model: BalancerModel, more: Partial<Feed> = {}): Feed => ({
  address,
  state: 'live',
  model,
  history: NO_HISTORY,
  ...more,
});
