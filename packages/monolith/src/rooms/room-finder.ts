import type { Logger } from '@usher/kit/runtime';
import { LIMITS, type RoomKey } from '@usher/protocol';
import { newPermanentRoom } from '../core/room/permanent-room.ts';
import type { NewRoom } from '../core/room/room-io.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import type { Claim, LiveState } from '../store/live-state.ts';
import type { RoomRows } from '../store/permanent-rooms.ts';
import { savedRoom } from './permanent-saver.ts';
import { kindOf, PERMANENT, writeNewRoom, type LoadableRoom } from './stored-room.ts';

type Claimed = Extract<Claim, { kind: 'claimed' }>;
export type Found =
  | Exclude<Claim, Claimed>
  | (Claimed & LoadableRoom)
  /** A store cannot be asked. */
  | { readonly kind: 'unavailable' };

/** Longer than any outage of a database: until its row is written, the live state is all there is of what a permanent room has become. */
const PERMANENT_TTL_MS = 7 * 86_400_000;

/**
 * Makes rooms and finds them: in the live-state store, which decides who has a name and who owns a room, or else in the database. A record of the
 * live-state store in which nobody has been yet yields to a row: what is put down there is a claim to the name, or points to the row.
 */
export class RoomFinder {
  readonly #live: LiveState;
  readonly #permanent: RoomRows;
  readonly #log: Logger;

  constructor(options: { store: LiveState; permanentRooms: RoomRows; log: Logger }) {
    this.#live = options.store;
    this.#permanent = options.permanentRooms;
    this.#log = options.log;
  }

  /** Writes a room down for whoever loads it first. `false`: the name is taken, by a temporary or a permanent room. */
  async create(room: RoomKey, options: NewRoom): Promise<boolean> {
    if (await this.#permanent.has(room)) return false;
    return options.isTemporary ? this.#createTemporary(room, options) : this.#createPermanent(room, options);
  }

  /** The row is looked for once more when the name is ours: from then on no other can be made. */
  async #createTemporary(room: RoomKey, options: NewRoom): Promise<boolean> {
    const isOurs = await this.#live.create(room, writeNewRoom(options), LIMITS.temporaryRoomTtlMs);
    return isOurs && !(await this.#permanent.has(room));
  }

  async #createPermanent(room: RoomKey, options: NewRoom): Promise<boolean> {
    if (!(await this.#live.create(room, PERMANENT, PERMANENT_TTL_MS))) return false;
    const epoch = Math.floor((await this.#live.now()) / 1000); // OWN-2: no earlier owner of the name has a higher one
    return this.#permanent.create(room, epoch, savedRoom(newPermanentRoom(options)));
  }

  /** Makes the Monolith of `session` the owner, if the room is free. What is newer counts: the live state, or else the row (ROM-3). */
  async claim(room: RoomKey, session: MonolithSession): Promise<Found> {
    try {
      const claim = await this.#live.claim(room, session.id);
      if (claim.kind === 'claimed') return await this.#read(room, claim);
      if (claim.kind !== 'missing' || !(await this.#permanent.has(room))) return claim;
      await this.#live.create(room, PERMANENT, PERMANENT_TTL_MS);
      const again = await this.#live.claim(room, session.id);
      return again.kind === 'claimed' ? await this.#read(room, again) : again;
    } catch (error) {
      this.#log.error({ err: error, room }, 'a room cannot be claimed');
      return { kind: 'unavailable' };
    }
  }

  async #read(room: RoomKey, claim: Claimed): Promise<Found> {
    try {
      const kind = kindOf(claim.state);
      if (kind === 'snapshot') return { ...claim, row: null };
      if (await this.#permanent.has(room)) return await this.#take(room, claim);
      if (kind === 'new') return { ...claim, row: null };
    } catch (error) {
      await this.#live.release(room, claim.epoch, claim.state);
      throw error;
    }
    await this.#live.remove(room, claim.epoch); // it was deleted, or never made
    return { kind: 'missing' };
  }

  /** Nobody else can write the row from now on. After the live-state store has lost its data, time has to pass until our epoch is the highest. */
  async #take(room: RoomKey, claim: Claimed): Promise<Found> {
    const row = await this.#permanent.take(room, claim.epoch);
    if (row !== null) return { ...claim, row };
    await this.#live.release(room, claim.epoch, claim.state);
    this.#log.warn(
      { room, epoch: claim.epoch },
      'the row of a room has a newer epoch, it cannot be loaded yet',
    );
    return { kind: 'unavailable' };
  }
}
