import type { Cancel, Clock, Timers } from '@usher/kit';
import { LIMITS } from '@usher/protocol';
import type { GatedSocket } from './gated-socket.ts';
import type { Pauses } from './pauses.ts';

/** How often clients that are over their rate are looked after: all of them by one timer. */
const RELEASE_MS = 50;
/** So long without a message too many ends a flood. */
const CALM_MS = 1000;
/** What a held message costs besides its text. */
const OVERHEAD_BYTES = 64;

/** A client that was over its rate. */
export interface Throttle {
  /** What had been read already when the reading stopped, in order. */
  held: string[];
  heldBytes: number;
  /** Since when it has been over its rate, again and again. */
  since: number;
  /** When it was so last. */
  at: number;
}

export interface MessageRateContext<Socket extends GatedSocket> {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly pauses: Pauses;
  /** A held message's turn has come. */
  readonly deliver: (ws: Socket, frame: string) => void;
  /** A client is over its rate, and not read for a while. */
  readonly slowed: () => void;
  /** The client has been slowed down for long enough. */
  readonly flooded: (ws: Socket) => void;
}

/**
 * Slows clients down to their rate by not reading them (CON-5). What the runtime had read by then waits here, at most one read per
 * client, and is let through at the client's rate.
 */
export class MessageRate<Socket extends GatedSocket> {
  readonly #context: MessageRateContext<Socket>;
  readonly #throttled = new Set<Socket>();
  #heldBytes = 0;
  #cancel: Cancel | null = null;

  constructor(context: MessageRateContext<Socket>) {
    this.#context = context;
  }

  /** Bytes that wait, over all clients. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Whether the message may be handled now; if not, it is kept, and delivered later. */
  admits(ws: Socket, frame: string, now: number): boolean {
    if (!this.#throttled.has(ws) && ws.data.rate.take(now)) return true;
    const throttle = this.#slowDown(ws, now);
    const bytes = frame.length + OVERHEAD_BYTES;
    throttle.held.push(frame);
    throttle.heldBytes += bytes;
    this.#heldBytes += bytes;
    if (this.#heldBytes > LIMITS.heldMessagesBytesMax) this.#context.flooded(ws);
    return false;
  }

  /** A ping is answered by the runtime; too many of them stop the reading as well. */
  pinged(ws: Socket, now: number): void {
    if (!ws.data.rate.take(now)) this.#slowDown(ws, now);
  }

  /** Drops what is kept of a client that is being closed. */
  forget(ws: Socket): void {
    this.#throttled.delete(ws);
    this.#heldBytes -= ws.data.throttle?.heldBytes ?? 0;
    ws.data.throttle = null;
  }

  stop(): void {
    this.#cancel?.();
  }

  #slowDown(ws: Socket, now: number): Throttle {
    const throttle = (ws.data.throttle ??= { held: [], heldBytes: 0, since: now, at: now });
    if (now - throttle.at > CALM_MS) throttle.since = now;
    throttle.at = now;
    if (!this.#throttled.has(ws)) this.#context.slowed();
    this.#throttled.add(ws);
    this.#context.pauses.begin(ws, 'rate');
    this.#cancel ??= this.#context.timers.after(RELEASE_MS, () => this.#releaseAll());
    return throttle;
  }

  #releaseAll(): void {
    this.#cancel = null;
    const now = this.#context.clock.now();
    for (const ws of this.#throttled) if (ws.data.throttle !== null) this.#release(ws, ws.data.throttle, now);
    if (this.#throttled.size > 0)
      this.#cancel ??= this.#context.timers.after(RELEASE_MS, () => this.#releaseAll());
  }

  #release(ws: Socket, throttle: Throttle, now: number): void {
    const { pauses, deliver, flooded } = this.#context;
    let count = 0;
    for (const frame of throttle.held) {
      // While it waits for others, that it is slow is not its fault.
      if (pauses.holdsBesides(ws, 'rate')) throttle.since = now;
      if (pauses.holdsBesides(ws, 'rate') || ws.data.phase === 'closing' || !ws.data.rate.take(now)) break;
      count++;
      throttle.heldBytes -= frame.length + OVERHEAD_BYTES;
      this.#heldBytes -= frame.length + OVERHEAD_BYTES;
      deliver(ws, frame);
    }
    if (ws.data.phase === 'closing') return;
    throttle.held.splice(0, count);
    if (throttle.held.length === 0) {
      this.#throttled.delete(ws);
      pauses.end(ws, 'rate');
      return;
    }
    throttle.at = now;
    if (now - throttle.since >= LIMITS.clientFloodMs) flooded(ws);
  }
}
