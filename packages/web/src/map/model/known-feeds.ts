import type { BalancerModel } from './balancer-model.ts';
import type { History } from './rates.ts';

export type FeedState = 'connecting' | 'live' | 'lost';

/** The address of this Balancer's own operators' port; others are read through it. */
export const OWN = '';

/** What is heard of one Balancer, by one of its addresses. */
export interface Feed {
  readonly address: string;
  readonly state: FeedState;
  /** Without an id until its state has been told. */
  readonly model: BalancerModel;
  readonly history: History;
}

interface KnownFeeds<F extends Feed> {
  /** One for each Balancer, this one first: all that is shown and counted is theirs. */
  readonly counted: readonly F[];
  /** One for each Balancer that was heard before and cannot be read now. */
  readonly lost: readonly F[];
}

/**
 * Which feeds say how things are. A name may lead to the same Balancer twice, and to this one, so each counts once. The clients of a
 * Balancer that is lost come back through others, so what it said last does not count beside those; only when nobody can be read does
 * the last that was known stay as it was.
 */
export function knownFeeds<F extends Feed>(feeds: readonly F[]): KnownFeeds<F> {
  const heard = feeds.filter(({ model }) => model.id !== '').toSorted(ownFirst);
  const live = heard.filter(({ state }) => state === 'live');
  const counted = oncePerBalancer(live.length > 0 ? live : heard);
  return { counted, lost: oncePerBalancer(heard.filter((feed) => !isAmong(feed, counted))) };
}

/** Whether one of `feeds` is of the same Balancer. */
export const isAmong = (feed: Feed, feeds: readonly Feed[]): boolean =>
  feeds.some(({ model }) => model.id === feed.model.id);

const ownFirst = (a: Feed, b: Feed) => Number(b.address === OWN) - Number(a.address === OWN);

function oncePerBalancer<F extends Feed>(feeds: readonly F[]): readonly F[] {
  return feeds.filter((feed, index) => !isAmong(feed, feeds.slice(0, index)));
}
