import { BalancerModel } from '../model/balancer-model.ts';
import { readMapEvent, type Figures, type MapEvent } from '../model/map-event.ts';
import { NO_HISTORY, withFigures, type History } from '../model/rates.ts';

export type FeedState = 'connecting' | 'live' | 'lost';

/** This Balancer's own operators' port; others are read through it. */
export const OWN = '';

const RETRY_MS = 2000;

interface FeedListener {
  /** Anything has changed. */
  readonly changed: () => void;
  /** `before`: the model does not know it yet. */
  readonly told: (event: MapEvent, before: BalancerModel) => void;
  readonly figures: (balancer: string, figures: Figures) => void;
  /** The stream ends with an answer: the session may be over. */
  readonly refused: () => void;
}

/** Follows one Balancer for as long as it is wanted. */
export class BalancerFeed {
  readonly address: string;
  readonly model = new BalancerModel();
  history: History = NO_HISTORY;
  state: FeedState = 'connecting';
  readonly #listener: FeedListener;
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string, listener: FeedListener) {
    this.address = address;
    this.#listener = listener;
  }

  open(): void {
    const path = this.address === OWN ? '' : `/peers/${encodeURIComponent(this.address)}`;
    const source = new EventSource(`${path}/events?state`);
    this.#source = source;
    source.addEventListener('message', ({ data }) => this.#heard(String(data)));
    source.addEventListener('error', () => this.#failed(source));
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #heard(text: string): void {
    const event = readMapEvent(text);
    if (event === null) return;
    if (event.kind === 'state') this.state = 'live';
    else this.#listener.told(event, this.model);
    const before = this.model.figures;
    this.model.apply(event);
    if (event.kind === 'figures') {
      this.history = withFigures(this.history, before, event);
      this.#listener.figures(this.model.id, event);
    }
    this.#listener.changed();
  }

  /** The browser dials again by itself when a stream breaks off, but not when it was refused. */
  #failed(source: EventSource): void {
    this.state = 'lost';
    this.#listener.changed();
    if (source.readyState !== EventSource.CLOSED || this.#source !== source) return;
    this.#listener.refused();
    this.#retry = setTimeout(() => this.open(), RETRY_MS);
  }
}
