import type { Figures } from '@usher/protocol/operators';
import { withNews, type NewsItem } from '../model/news.ts';
import { snapshotOf, type MapSnapshot } from '../model/snapshot.ts';
import { Feeds } from './feeds.ts';
import { peerAddresses } from './operator-api.ts';
import { PeerList } from './peer-list.ts';

/** Words and tables follow so often; the picture follows as it likes. */
const TELL_MS = 250;

/** All that is known of the site, from this Balancer and from those that it knows. */
export class MapStore {
  readonly #feeds: Feeds;
  readonly #peers: PeerList;
  readonly #listeners = new Set<() => void>();
  readonly #figuresListeners = new Set<(balancer: string, figures: Figures) => void>();
  #news: readonly NewsItem[] = [];
  #version = 0;
  #latest: { readonly version: number; readonly snapshot: MapSnapshot } | null = null;
  #told: MapSnapshot | null = null;
  #tell: ReturnType<typeof setTimeout> | undefined;

  /** `onRefused`: the key's session may be over. */
  constructor(onRefused: () => void) {
    this.#feeds = new Feeds({
      changed: () => this.#changed(),
      news: (event, before) => {
        this.#news = withNews(this.#news, event, before);
      },
      figures: (balancer, figures) => {
        for (const listener of this.#figuresListeners) listener(balancer, figures);
      },
      refused: onRefused,
    });
    this.#peers = new PeerList({
      ask: peerAddresses,
      found: (addresses) => this.#feeds.setPeers(addresses),
    });
  }

  start(): void {
    this.#feeds.openOwn();
    this.#peers.start();
  }

  stop(): void {
    this.#peers.stop();
    this.#feeds.close();
    clearTimeout(this.#tell);
    this.#tell = undefined;
    this.#version++;
  }

  /** Grows with everything that happens. */
  get version(): number {
    return this.#version;
  }

  /** What is known now, put together once for all that happens between two looks. */
  latest(): MapSnapshot {
    if (this.#latest?.version !== this.#version)
      this.#latest = { version: this.#version, snapshot: snapshotOf(this.#feeds.all, this.#news) };
    return this.#latest.snapshot;
  }

  onFigures(listener: (balancer: string, figures: Figures) => void): () => void {
    this.#figuresListeners.add(listener);
    return () => this.#figuresListeners.delete(listener);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What words and tables show: the same until they are told. */
  readonly snapshot = (): MapSnapshot => (this.#told ??= this.latest());

  #changed(): void {
    this.#version++;
    this.#tell ??= setTimeout(() => {
      this.#tell = undefined;
      this.#told = null;
      for (const listener of this.#listeners) listener();
    }, TELL_MS);
  }
}
