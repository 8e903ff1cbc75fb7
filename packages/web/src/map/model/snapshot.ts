import type { BalancerModel } from './balancer-model.ts';
import { isAmong, knownFeeds, OWN, type Feed, type FeedState } from './known-feeds.ts';
import type { NewsItem } from './news.ts';
import { combined, type History } from './rates.ts';
import { viewOf, type SiteView } from './site-view.ts';

/** What is known of the site at one moment. */
export interface MapSnapshot {
  readonly view: SiteView;
  /** The Balancer that carries out orders; `null` until its feed has said who it is. */
  readonly own: string | null;
  /** Of each Balancer that counts. For questions about single clients: they go on while the rest of this stays as it is. */
  readonly models: readonly BalancerModel[];
  /** Of each client of a room, whether it waits: as it is when first asked for. */
  readonly waitsOf: (room: string) => readonly boolean[];
  readonly history: History;
  readonly news: readonly NewsItem[];
  /** Of the own Balancer's feed. */
  readonly state: FeedState;
  /** Addresses at which other Balancers cannot be read. */
  readonly missing: readonly string[];
}

export function snapshotOf(feeds: readonly Feed[], news: readonly NewsItem[]): MapSnapshot {
  const { counted, lost } = knownFeeds(feeds);
  const own = feeds.find(({ address }) => address === OWN);
  const models = counted.map(({ model }) => model);
  return {
    view: viewOf(
      models,
      lost.map(({ model }) => model),
    ),
    own: own === undefined || own.model.id === '' ? null : own.model.id,
    models,
    waitsOf: waitsIn(models),
    history: combined(counted.map(({ history }) => history)),
    news,
    state: own?.state ?? 'connecting',
    missing: feeds.filter((feed) => isMissing(feed, counted)).map(({ address }) => address),
  };
}

/** The picture asks for the same rooms in every frame. */
function waitsIn(models: readonly BalancerModel[]): MapSnapshot['waitsOf'] {
  const known = new Map<string, readonly boolean[]>();
  return (room) => {
    const waits =
      known.get(room) ?? models.flatMap(({ rooms }) => [...(rooms.get(room)?.clients.values() ?? [])]);
    known.set(room, waits);
    return waits;
  };
}

/** Nothing is missing at an address whose Balancer is read by another one. */
function isMissing(feed: Feed, counted: readonly Feed[]): boolean {
  if (feed.address === OWN || feed.state !== 'lost') return false;
  return !isAmong(
    feed,
    counted.filter(({ state }) => state === 'live'),
  );
}
