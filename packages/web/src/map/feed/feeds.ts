import type { Figures } from '@usher/protocol/operators';
import type { BalancerModel } from '../model/balancer-model.ts';
import { knownFeeds, OWN } from '../model/known-feeds.ts';
import type { MapEvent } from '../model/map-event.ts';
import { isNews } from '../model/news.ts';
import { BalancerFeed } from './balancer-feed.ts';
import { openEventStream, type OpenEventStream } from './event-stream.ts';

interface FeedsListener {
  /** Anything has changed. */
  readonly changed: () => void;
  /** `before`: the model does not know it yet. */
  readonly news: (event: MapEvent, before: BalancerModel) => void;
  readonly figures: (balancer: string, figures: Figures) => void;
  /** The own stream ends with an answer: the session may be over. */
  readonly refused: () => void;
}

/** The feeds of this Balancer and of those that it knows. */
export class Feeds {
  readonly #listener: FeedsListener;
  readonly #openStream: OpenEventStream;
  readonly #feeds = new Map<string, BalancerFeed>();

  constructor(listener: FeedsListener, openStream = openEventStream) {
    this.#listener = listener;
    this.#openStream = openStream;
  }

  get all(): readonly BalancerFeed[] {
    return [...this.#feeds.values()];
  }

  openOwn(): void {
    this.#open(OWN);
  }

  /** Follows these besides the own one, and no others. */
  setPeers(addresses: readonly string[]): void {
    for (const [address, feed] of this.#feeds) {
      if (address === OWN || addresses.includes(address)) continue;
      feed.close();
      this.#feeds.delete(address);
      this.#listener.changed();
    }
    for (const address of addresses) if (!this.#feeds.has(address)) this.#open(address);
  }

  close(): void {
    for (const feed of this.#feeds.values()) feed.close();
    this.#feeds.clear();
  }

  #open(address: string): void {
    const { changed, news, figures, refused } = this.#listener;
    const feed = new BalancerFeed(
      address,
      {
        changed,
        told: (event) => {
          if (isNews(event) && this.#counts(feed)) news(event, feed.model);
        },
        figures: (now) => {
          if (this.#counts(feed)) figures(feed.model.id, now);
        },
        refused: address === OWN ? refused : () => {},
      },
      this.#openStream,
    );
    this.#feeds.set(address, feed);
    feed.open();
  }

  /** What another feed says of the same Balancer is not said twice. */
  #counts(feed: BalancerFeed): boolean {
    return knownFeeds(this.all).counted.includes(feed);
  }
}
