import type { Figures } from '@usher/protocol/operators';
import { BalancerModel } from '../model/balancer-model.ts';
import { OWN, type Feed, type FeedState } from '../model/known-feeds.ts';
import { readMapEvent, type MapEvent } from '../model/map-event.ts';
import { NO_HISTORY, withFigures, type History } from '../model/rates.ts';
import type { EventStream, OpenEventStream } from './event-stream.ts';

/** After the browser has given up. */
const RETRY_MS = 2000;

interface FeedListener {
  /** Anything has changed. */
  readonly changed: () => void;
  /** The model does not know it yet. */
  readonly told: (event: MapEvent) => void;
  readonly figures: (figures: Figures) => void;
  /** The stream ends with an answer: the session may be over. */
  readonly refused: () => void;
}

/** Follows one Balancer for as long as it is wanted. */
export class BalancerFeed implements Feed {
  readonly address: string;
  readonly model = new BalancerModel();
  history: History = NO_HISTORY;
  state: FeedState = 'connecting';
  readonly #listener: FeedListener;
  readonly #openStream: OpenEventStream;
  #stream: EventStream | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string, listener: FeedListener, openStream: OpenEventStream) {
    this.address = address;
    this.#listener = listener;
    this.#openStream = openStream;
  }

  open(): void {
    const path = this.address === OWN ? '' : `/peers/${encodeURIComponent(this.address)}`;
    const stream = this.#openStream(`${path}/events?state`);
    this.#stream = stream;
    stream.addEventListener('message', (event) => this.#heard((event as MessageEvent<string>).data));
    stream.addEventListener('error', () => this.#failed(stream));
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#stream?.close();
    this.#stream = null;
  }

  #heard(text: string): void {
    const event = readMapEvent(text);
    if (event === null) return;
    if (event.kind === 'state') this.state = 'live';
    else this.#listener.told(event);
    const before = this.model.figures;
    this.model.apply(event);
    if (event.kind === 'figures') {
      this.history = withFigures(this.history, before, event);
      this.#listener.figures(event);
    }
    this.#listener.changed();
  }

  /** The browser dials again by itself when a stream breaks off, but not when it was refused. */
  #failed(stream: EventStream): void {
    this.state = 'lost';
    this.#listener.changed();
    if (stream.readyState !== stream.CLOSED || this.#stream !== stream) return;
    this.#listener.refused();
    this.#retry = setTimeout(() => this.open(), RETRY_MS);
  }
}
