import { LIMITS, type ClientId, type RoomKey } from '@usher/protocol';
import type { FromBalancer } from '@usher/protocol/link';

/** What concerns one client. */
export type ClientFrame = Extract<FromBalancer, { kind: 'join' | 'leave' | 'said' }>;
/** `null`: the Balancer's `resumed`, which speaks of all Joins before it. */
type Held = ClientFrame | null;

/**
 * Joins that wait because their Balancer does not read fast enough for their answers, and what may not overtake them: all else of
 * the same clients, and `resumed`. Other clients' frames pass (LNK-50, LNK-4). Bounded.
 */
export class HeldJoins {
  #frames: Held[] = [];
  /** How many frames of each client are held. */
  readonly #clients = new Map<ClientId, number>();

  get isEmpty(): boolean {
    return this.#frames.length === 0;
  }

  get isFull(): boolean {
    return this.#frames.length >= LIMITS.heldJoinsMax;
  }

  has(client: ClientId): boolean {
    return this.#clients.has(client);
  }

  /** Whose Joins to that room wait. */
  joining(room: RoomKey): ClientId[] {
    return this.#frames.flatMap((frame) =>
      frame?.kind === 'join' && frame.origin.room === room ? [frame.origin.client] : [],
    );
  }

  hold(frame: Held): void {
    this.#frames.push(frame);
    if (frame === null) return;
    const { client } = frame.origin;
    this.#clients.set(client, (this.#clients.get(client) ?? 0) + 1);
  }

  /** The next one in order; `undefined` when nothing is held. */
  take(): Held | undefined {
    const frame = this.#frames.shift();
    if (frame === undefined || frame === null) return frame;
    const { client } = frame.origin;
    const others = (this.#clients.get(client) ?? 1) - 1;
    if (others === 0) this.#clients.delete(client);
    else this.#clients.set(client, others);
    return frame;
  }

  /** Their Joins have ended: the room was unloaded or is elsewhere (LNK-33, LNK-35). */
  forgetRoom(room: RoomKey): void {
    this.#keep(({ origin }) => origin.room !== room);
  }

  forgetClient(client: ClientId): void {
    this.#keep(({ origin }) => origin.client !== client);
  }

  #keep(isKept: (frame: ClientFrame) => boolean): void {
    const kept = this.#frames.filter((frame) => frame === null || isKept(frame));
    if (kept.length === this.#frames.length) return;
    this.#frames = [];
    this.#clients.clear();
    for (const frame of kept) this.hold(frame);
  }
}
