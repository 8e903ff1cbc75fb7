import { Deadlines, SlidingWindow, type Random } from '@usher/kit';
import { LIMITS, type ClientId, type MonolithId, type RoomKey } from '@usher/protocol';
import type { Placement } from './placement.ts';
import { monolithOf, placeOf, type Client, type Mapping, type Monolith, type Room } from './records.ts';
import { RoomList } from './room-list.ts';
import type { CountedEvent, RouterEffect } from './router-io.ts';

export interface RouterOptions {
  readonly region: string;
  readonly placement: Placement;
  readonly authTimeoutMs: number;
  readonly parkTimeoutMs: number;
  /** To one Monolith (BAL-12). */
  readonly joinsInFlightMax: number;
  readonly random: Random;
}

/** All that a Balancer knows, and the effects of the input at hand. */
export class Tables {
  options: RouterOptions;
  readonly monoliths = new Map<MonolithId, Monolith>();
  readonly rooms = new Map<RoomKey, Room>();
  readonly clients = new Map<ClientId, Client>();
  readonly roomList = new RoomList();

  /** All that follow: who is left out would never be told that its time has come. */
  readonly #deadlines: Pick<Deadlines<unknown>, 'next'>[] = [];
  /** CON-2 */
  readonly authenticating = this.#newDeadlines<Client>();
  /** Clients that are placing or parked, until they give up (CON-4). */
  readonly waiting = this.#newDeadlines<Client>();
  /** Clients whose Join is in flight, until it counts no more (BAL-12). */
  readonly joining = this.#newDeadlines<Client>();
  /** Clients that were refused or let go, until they are tried again (LNK-38, OTT-3). */
  readonly refused = this.#newDeadlines<Client>();
  /** Rooms whose owner is not connected, until one client tries (LNK-35). */
  readonly ownerless = this.#newDeadlines<Room>();
  /** Rooms that were placed, have no clients and were never reported (BAL-11). */
  readonly unreported = this.#newDeadlines<Room>();
  /** Rooms that were sent away from where they were reported, until that may be done again (BAL-30). */
  readonly evicted = this.#newDeadlines<RoomKey>();
  /** Monoliths whose link was lost lately, until nobody there is suspended any more (LNK-41). */
  readonly lost = this.#newDeadlines<MonolithId>();
  /** Monoliths that are back, until they are told that everyone has been re-joined (LNK-41). */
  readonly resuming = this.#newDeadlines<Monolith>();

  /** Monoliths that discovery does not name any more, until their links are ended (BAL-1). */
  readonly unlisted = this.#newDeadlines<Monolith>();

  /** Clients of a Balancer that drains, until each is sent to another one (BAL-32). */
  readonly departing = this.#newDeadlines<Client>();

  /** Monoliths where a Join is in flight no more: somebody may have its turn there (BAL-12). */
  readonly openings = new Set<Monolith>();

  now = 0;
  /** When this Balancer shall be free of clients; `null` while it takes new ones (BAL-32). */
  drainedAt: number | null = null;
  #effects: RouterEffect[] = [];

  constructor(options: RouterOptions) {
    this.options = options;
  }

  emit(effect: RouterEffect): void {
    this.#effects.push(effect);
  }

  count(what: CountedEvent): void {
    this.emit({ kind: 'count', what });
  }

  takeEffects(): readonly RouterEffect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /** The earliest of all deadlines, or `null`. */
  deadlineMs(): number | null {
    let earliest: number | null = null;
    for (const deadlines of this.#deadlines) {
      const at = deadlines.next();
      if (at !== null && (earliest === null || at < earliest)) earliest = at;
    }
    return earliest;
  }

  /** The room's record, made when it is first named. */
  room(key: RoomKey): Room {
    let room = this.rooms.get(key);
    if (room === undefined) {
      room = {
        key,
        mapping: { state: 'unmapped' },
        clients: new Set(),
        retryAt: null,
        moves: new SlidingWindow({ windowMs: LIMITS.roomMovesWindowMs, max: LIMITS.roomMovesMax }),
      };
      this.rooms.set(key, room);
    }
    return room;
  }

  /** Maps the room anew. Its clients are the caller's concern. */
  map(room: Room, mapping: Mapping): void {
    const from = placeOf(room);
    const before = monolithOf(room);
    before?.rooms.delete(room);
    room.mapping = mapping;
    const to = placeOf(room);
    if (from?.at !== to?.at || from?.isLoaded !== to?.isLoaded)
      this.emit({ kind: 'mapped', room: room.key, from, to });
    const at = monolithOf(room);
    at?.rooms.add(room);
    if (at === null) this.roomList.forget(room.key);
    else this.stopRetry(room);
    this.tidy(room);
    if (before !== null) this.endLinkIfUnused(before);
  }

  /** A Monolith that discovery does not name any more has given up its last room (BAL-1). */
  endLinkIfUnused(monolith: Monolith): void {
    if (monolith.rooms.size > 0 || !this.unlisted.has(monolith)) return;
    this.unlisted.delete(monolith);
    this.emit({ kind: 'end-link', at: monolith });
  }

  stopRetry(room: Room): void {
    room.retryAt = null;
    this.ownerless.delete(room);
  }

  /** Forgets a room that nobody has and nobody is in; a placed one only when it stays unreported (BAL-11). */
  tidy(room: Room): void {
    const { mapping } = room;
    const { state } = mapping;
    const isEmpty = room.clients.size === 0;
    if (isEmpty && state === 'placed') {
      if (!mapping.at.isListed) return this.map(room, { state: 'unmapped' });
      if (!this.unreported.has(room)) this.unreported.set(room, this.now + LIMITS.placedUnreportedMs);
      return;
    }
    this.unreported.delete(room);
    if (!isEmpty || state !== 'unmapped') return;
    this.stopRetry(room);
    this.rooms.delete(room.key);
  }

  #newDeadlines<Key>(): Deadlines<Key> {
    const deadlines = new Deadlines<Key>();
    this.#deadlines.push(deadlines);
    return deadlines;
  }
}
