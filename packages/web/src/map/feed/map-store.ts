import type { BalancerModel } from '../model/balancer-model.ts';
import type { Figures, MonolithFigures } from '../model/map-event.ts';
import { combined, type History } from '../model/rates.ts';
import { viewOf, type SiteView } from '../model/site-view.ts';
import { BalancerFeed, OWN, type FeedState } from './balancer-feed.ts';
import { withNews, type NewsItem } from './news.ts';

/** Words and tables follow so often; the picture, every frame. */
const TELL_MS = 250;
/** Other Balancers come and go. */
const PEERS_MS = 15_000;

/** What the page shows beside the picture. */
export interface MapSnapshot {
  readonly view: SiteView;
  readonly models: readonly BalancerModel[];
  readonly history: History;
  readonly news: readonly NewsItem[];
  /** The worst of all Balancers. */
  readonly state: FeedState;
  /** Balancers that cannot be read, by address. */
  readonly missing: readonly string[];
}

interface Seen {
  readonly version: number;
  readonly models: readonly BalancerModel[];
  readonly view: SiteView;
}

/** All that is known of the site, from this Balancer and from those that it knows. */
export class MapStore {
  readonly #onRefused: () => void;
  readonly #feeds = new Map<string, BalancerFeed>();
  readonly #listeners = new Set<() => void>();
  readonly #figuresListeners = new Set<(balancer: string, figures: Figures) => void>();
  #news: readonly NewsItem[] = [];
  #version = 0;
  #seen: Seen | null = null;
  #snapshot: MapSnapshot | null = null;
  #tell: ReturnType<typeof setTimeout> | undefined;
  #peers: ReturnType<typeof setTimeout> | undefined;
  /** From a start to the next stop. */
  #life = new AbortController();

  /** `onRefused`: the key's session may be over. */
  constructor(onRefused: () => void) {
    this.#onRefused = onRefused;
  }

  start(): void {
    this.#life = new AbortController();
    this.#follow(OWN);
    void this.#followPeers(this.#life.signal);
  }

  stop(): void {
    this.#life.abort();
    clearTimeout(this.#tell);
    clearTimeout(this.#peers);
    this.#tell = undefined;
    for (const feed of this.#feeds.values()) feed.close();
    this.#feeds.clear();
  }

  /** Grows with everything that happens. */
  get version(): number {
    return this.#version;
  }

  view(): SiteView {
    return this.#see().view;
  }

  /** Each Balancer once: a name may lead to this one as well. */
  models(): readonly BalancerModel[] {
    return this.#see().models;
  }

  /** Of each client of a room, whether it waits. */
  waitsOf(room: string): readonly boolean[] {
    return this.models().flatMap(({ rooms }) => Array.from(rooms.get(room)?.clients.values() ?? []));
  }

  /** What a Balancer measures of a Monolith: the one whose link is worst. */
  figuresOf(monolith: string): MonolithFigures | null {
    let worst: MonolithFigures | null = null;
    for (const { figures } of this.models()) {
      const own = figures?.monoliths.find(({ id }) => id === monolith);
      if (own !== undefined && (worst === null || own.unsentBytes > worst.unsentBytes)) worst = own;
    }
    return worst;
  }

  onFigures(listener: (balancer: string, figures: Figures) => void): () => void {
    this.#figuresListeners.add(listener);
    return () => this.#figuresListeners.delete(listener);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): MapSnapshot => (this.#snapshot ??= this.#take());

  /** Put together once for all that happens between two looks. */
  #see(): Seen {
    if (this.#seen?.version === this.#version) return this.#seen;
    const known = [...this.#feeds.values()].filter(({ model }) => model.id !== '');
    const models = [...new Map(known.map(({ model }) => [model.id, model])).values()];
    this.#seen = { version: this.#version, models, view: viewOf(models) };
    return this.#seen;
  }

  #take(): MapSnapshot {
    const feeds = [...this.#feeds.values()];
    const [own] = feeds;
    return {
      view: this.view(),
      models: this.models(),
      history: combined(feeds.filter(({ model }) => model.id !== '').map(({ history }) => history)),
      news: this.#news,
      state: own?.state ?? 'connecting',
      missing: feeds
        .filter(({ address, state }) => address !== OWN && state === 'lost')
        .map(({ address }) => address),
    };
  }

  #follow(address: string): void {
    const feed = new BalancerFeed(address, {
      changed: () => this.#changed(),
      told: (event, before) => {
        this.#news = withNews(this.#news, event, before);
      },
      figures: (balancer, figures) => {
        for (const listener of this.#figuresListeners) listener(balancer, figures);
      },
      refused: address === OWN ? this.#onRefused : () => {},
    });
    this.#feeds.set(address, feed);
    feed.open();
  }

  async #followPeers(life: AbortSignal): Promise<void> {
    const answer = await fetch('/peers', { signal: life }).catch(() => null);
    const addresses = answer?.ok === true ? ((await answer.json()) as readonly string[]) : null;
    if (life.aborted) return;
    if (addresses !== null) {
      for (const [address, feed] of this.#feeds) {
        if (address === OWN || addresses.includes(address)) continue;
        feed.close();
        this.#feeds.delete(address);
        this.#changed();
      }
      for (const address of addresses) if (!this.#feeds.has(address)) this.#follow(address);
    }
    this.#peers = setTimeout(() => void this.#followPeers(life), PEERS_MS);
  }

  #changed(): void {
    this.#version++;
    this.#tell ??= setTimeout(() => {
      this.#tell = undefined;
      this.#snapshot = null;
      for (const listener of this.#listeners) listener();
    }, TELL_MS);
  }
}
