import type { Cancel, Timers } from '@usher/kit';
import type {
  DroppedEvents,
  Figures,
  FollowedEvent,
  FullStateReport,
  OperatorEvent,
} from '@usher/protocol/operators';
import { EventReader } from './event-reader.ts';

const READERS_MAX = 16;
/** Keeps proxies from taking a quiet stream for a dead one. */
const HEARTBEAT_MS = 15_000;
/** How often the figures are told. */
export const FIGURES_MS = 1000;

/** What those hear who follow the state: the whole of it at first, and its figures again and again. */
export interface FollowedState {
  readonly state: () => FullStateReport;
  /** What is counted and measured rather than told of one by one. */
  readonly figures: () => Figures;
  /** Whether anybody follows: nothing is counted for nobody. */
  readonly watch: (isWatched: boolean) => void;
}

/** Tells operators what happens as server-sent events. Slow readers lose events, never memory (BAL-30). */
export class EventFeed {
  readonly #readers = new Set<EventReader>();
  readonly #followers = new Set<EventReader>();
  readonly #timers: Timers;
  readonly #wallClock: () => Date;
  readonly #followed: FollowedState | null;
  #stopHeartbeat: Cancel = () => undefined;
  #stopFigures: Cancel = () => undefined;

  constructor(options: { timers: Timers; wallClock: () => Date; followed?: FollowedState }) {
    this.#timers = options.timers;
    this.#wallClock = options.wallClock;
    this.#followed = options.followed ?? null;
  }

  get readers(): number {
    return this.#readers.size;
  }

  publish(event: OperatorEvent): void {
    if (this.#readers.size === 0) return;
    const text = this.#write(event);
    for (const reader of this.#readers) reader.tell(text);
  }

  /** A stream of all that happens from now on; `null` when there are too many readers. */
  open(): ReadableStream<string> | null {
    return this.#add((lost) => this.#write({ kind: 'dropped', count: lost }))?.stream ?? null;
  }

  /**
   * The same, beginning with the whole state, so that what follows can be applied to it. Who has lost events hears the state anew; and
   * every second the figures (WEB-20).
   */
  follow(): ReadableStream<string> | null {
    const reader = this.#followed === null ? null : this.#add(null);
    if (this.#followed === null || reader === null) return null;
    reader.tell(this.#stateOf(this.#followed));
    if (this.#followers.size === 0) {
      this.#followed.watch(true);
      this.#tellFigures(this.#followed);
    }
    this.#followers.add(reader);
    return reader.stream;
  }

  close(): void {
    this.#stopHeartbeat();
    this.#stopFigures();
    for (const reader of this.#readers) reader.close();
    this.#readers.clear();
    this.#followers.clear();
  }

  #add(tellLost: ((lost: number) => string) | null): EventReader | null {
    if (this.#readers.size >= READERS_MAX) return null;
    const reader = new EventReader({ tellLost, closed: () => this.#forget(reader) });
    if (this.#readers.size === 0) this.#heartbeat();
    this.#readers.add(reader);
    return reader;
  }

  #forget(reader: EventReader): void {
    this.#readers.delete(reader);
    if (!this.#followers.delete(reader) || this.#followers.size > 0) return;
    this.#stopFigures();
    this.#followed?.watch(false);
  }

  #stateOf(followed: FollowedState): string {
    return this.#write({ kind: 'state', ...followed.state() });
  }

  #write({ kind, ...fields }: FollowedEvent | DroppedEvents): string {
    return `data: ${JSON.stringify({ kind, time: this.#wallClock().toISOString(), ...fields })}\n\n`;
  }

  #heartbeat(): void {
    this.#stopHeartbeat();
    this.#stopHeartbeat = this.#timers.after(HEARTBEAT_MS, () => {
      for (const reader of this.#readers) reader.heartbeat();
      if (this.#readers.size > 0) this.#heartbeat();
    });
  }

  #tellFigures(followed: FollowedState): void {
    this.#stopFigures = this.#timers.after(FIGURES_MS, () => {
      const figures = this.#write({ kind: 'figures', ...followed.figures() });
      const behind = [...this.#followers].filter(({ isBehind, hasRoom }) => isBehind && hasRoom);
      const state = behind.length > 0 ? this.#stateOf(followed) : '';
      for (const reader of behind) reader.restart(state);
      for (const reader of this.#followers) reader.tell(figures);
      this.#tellFigures(followed);
    });
  }
}
