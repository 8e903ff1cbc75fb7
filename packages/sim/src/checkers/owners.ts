import { SlidingWindow } from '@usher/kit';
import type { MonolithId, RoomKey } from '@usher/protocol';
import type { EventLog } from '../event-log.ts';
import type { StoreSpy } from '../store/store-server.ts';
import { Violation } from './violation.ts';

/** A room that changes hands so often within 10 s serves nobody, whatever happens (LNK-35). */
const CLAIMS_MAX = 40;
const CLAIMS_WINDOW_MS = 10_000;

export interface Ownership {
  readonly epoch: number;
  /** `null`: released. */
  readonly owner: MonolithId | null;
}

/** Who owns which room, as the store's own words have it (OWN-1, OWN-2). */
export class Owners implements StoreSpy {
  readonly #rooms = new Map<RoomKey, Ownership>();
  readonly #claimants = new Map<string, MonolithId>();
  readonly #claims = new Map<RoomKey, SlidingWindow>();
  readonly #log: EventLog;
  readonly #now: () => number;

  constructor(log: EventLog, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  ownerOf(room: RoomKey): MonolithId | null {
    return this.#rooms.get(room)?.owner ?? null;
  }

  ownership(room: RoomKey): Ownership | null {
    return this.#rooms.get(room) ?? null;
  }

  /** Who claimed the room under that epoch, whoever has it now. */
  claimant(room: RoomKey, epoch: number): MonolithId | null {
    return this.#claimants.get(`${room} ${epoch}`) ?? null;
  }

  claimed(room: RoomKey, by: MonolithId, epoch: number): void {
    this.#log.note('st', `${by} claims ${room} under ${epoch}`, room);
    const before = this.#rooms.get(room);
    if (before !== undefined && before.epoch >= epoch)
      throw new Violation('OWN-2', `${room} is claimed under ${epoch} after ${before.epoch}`, room);
    this.#rooms.set(room, { epoch, owner: by });
    this.#claimants.set(`${room} ${epoch}`, by);
    if (this.#claimsOf(room).exceeds(this.#now()))
      throw new Violation('LNK-35', `${room} is claimed more than ${CLAIMS_MAX} times within 10 s`, room);
  }

  released(room: RoomKey, epoch: number): void {
    this.#log.note('st', `${room} is released under ${epoch}`, room);
    this.#rooms.set(room, { epoch, owner: null });
  }

  /**
   * A Monolith says something in a room: it must be the owner while it does. That a claim of its own came late, after the one that was answered, it
   * learns with its next save.
   */
  speaks(by: MonolithId, room: RoomKey, epoch: number): void {
    const current = this.#rooms.get(room);
    if (current?.owner === by) return;
    const owner = current === undefined ? 'nobody' : `${current.owner} under ${current.epoch}`;
    throw new Violation('OWN-1', `${by} speaks in ${room} under ${epoch}, its owner is ${owner}`, room);
  }

  #claimsOf(room: RoomKey): SlidingWindow {
    let claims = this.#claims.get(room);
    if (claims === undefined)
      this.#claims.set(room, (claims = new SlidingWindow({ windowMs: CLAIMS_WINDOW_MS, max: CLAIMS_MAX })));
    return claims;
  }
}
