import type { Cancel, Timers } from '@usher/kit';
import type { OperatorEvent } from '../../core/operator-events.ts';

/** Events that wait for one reader; what comes beyond them is lost to it. */
const PENDING_MAX = 256;
const READERS_MAX = 16;
/** Keeps proxies from taking a quiet stream for a dead one. */
const HEARTBEAT_MS = 15_000;

/** Tells operators what happens as server-sent events. Slow readers lose events, never memory (BAL-30). */
export class EventFeed {
  readonly #readers = new Set<EventReader>();
  readonly #timers: Timers;
  readonly #wallClock: () => Date;
  #stopHeartbeat: Cancel = () => undefined;

  constructor(options: { timers: Timers; wallClock: () => Date }) {
    this.#timers = options.timers;
    this.#wallClock = options.wallClock;
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
    if (this.#readers.size >= READERS_MAX) return null;
    const reader = new EventReader({
      dropped: (count) => this.#write({ kind: 'dropped', count }),
      closed: () => void this.#readers.delete(reader),
    });
    if (this.#readers.size === 0) this.#heartbeat();
    this.#readers.add(reader);
    return reader.stream;
  }

  close(): void {
    this.#stopHeartbeat();
    for (const reader of this.#readers) reader.close();
    this.#readers.clear();
  }

  #write(event: OperatorEvent | { kind: 'dropped'; count: number }): string {
    const { kind, ...rest } = event;
    return `data: ${JSON.stringify({ kind, time: this.#wallClock().toISOString(), ...rest })}\n\n`;
  }

  #heartbeat(): void {
    this.#stopHeartbeat = this.#timers.after(HEARTBEAT_MS, () => {
      for (const reader of this.#readers) reader.heartbeat();
      if (this.#readers.size > 0) this.#heartbeat();
    });
  }
}

/** One reader: what it has not taken yet is bounded, and it is told how many events it has lost. */
class EventReader {
  readonly stream: ReadableStream<string>;
  readonly #dropped: (count: number) => string;
  #controller: ReadableStreamDefaultController<string> | null = null;
  #lost = 0;

  constructor(options: { dropped: (count: number) => string; closed: () => void }) {
    this.#dropped = options.dropped;
    this.stream = new ReadableStream<string>(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(': what happens from now on\n\n'); // makes the headers go out at once
        },
        pull: () => this.#tellLost(),
        cancel: () => {
          this.#controller = null;
          options.closed();
        },
      },
      { highWaterMark: PENDING_MAX },
    );
  }

  tell(text: string): void {
    this.#tellLost();
    if (this.#hasRoom) this.#controller?.enqueue(text);
    else this.#lost++;
  }

  heartbeat(): void {
    if (this.#hasRoom) this.#controller?.enqueue(':\n\n');
  }

  close(): void {
    this.#controller?.close();
    this.#controller = null;
  }

  get #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #tellLost(): void {
    if (this.#lost === 0 || !this.#hasRoom) return;
    this.#controller?.enqueue(this.#dropped(this.#lost));
    this.#lost = 0;
  }
}
