import { LIMITS, type ClientId, type RoomMetadata, type RoomState, type RoomUserInfo } from '@usher/protocol';
import { Deltas } from './deltas.ts';
import { endOf } from './item.ts';
import { admissionOf, callerAdmission } from './admission.ts';
import { leave } from './membership.ts';
import { metadataOf, partialSync, stateOf, usersOf } from './messages.ts';
import { readPermanentRoom, writePermanentRoom, type PermanentRoom } from './permanent-room.ts';
import { timeOf } from './playback.ts';
import { isEndedForHalf } from './player-ended.ts';
import { dequeue } from './queue.ts';
import { isSkipVotePassed } from './requests/skip.ts';
import { newRoomData, type RoomData } from './room-data.ts';
import { may } from './roles.ts';
import type { NewRoom, RoomEffect, RoomInput, RoomUser } from './room-io.ts';
import { readSnapshot, writeSnapshot, type RoomSnapshot } from './snapshot.ts';
import { askForSegments, wantsSegments } from './segments.ts';
import { skipDeadlineMs, skipSegment } from './skip-segments.ts';
import { takeInput } from './take-input.ts';
import { Turn } from './turn.ts';
import { settleStart, waitingDeadlineMs } from './waiting.ts';

export type { PermanentRoom } from './permanent-room.ts';
export type { RoomSnapshot } from './snapshot.ts';

export interface RoomConfig {
  /** Which Monolith's clock the room runs by; clients measure anew when it changes (spec 2.4). */
  readonly clockId: string;
  readonly unloadAfterMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * A room: a pure machine (spec 3). One input goes in with the room time, what is to be done comes out, in order. Nothing
 * that a client says makes it throw.
 */
export class Room {
  readonly #data: RoomData;
  readonly #config: RoomConfig;
  readonly #deltas = new Deltas();
  /** Since when nobody has been in it; `null` while somebody is. */
  #emptySince: number | null;
  #revision = 0;

  private constructor(data: RoomData, now: number, config: RoomConfig) {
    this.#data = data;
    this.#config = config;
    this.#emptySince = data.roster.size === 0 ? now : null;
  }

  static create(options: NewRoom, now: number, config: RoomConfig): Room {
    return new Room(newRoomData(options), now, config);
  }

  /**
   * The room of a snapshot, here or on another Monolith. Playback has gone on in room time (ROM-10); whoever was in it
   * has the time of a suspension to come back (LNK-41). Throws when `snapshot` is none.
   */
  static restore(snapshot: unknown, now: number, config: RoomConfig): Room {
    const data = readSnapshot(snapshot);
    for (const { id } of data.roster) data.roster.suspend(id, now + LIMITS.suspendMs);
    return new Room(data, now, config);
  }

  /** A permanent room that the database has kept (ROM-3, ROM-25). Throws when `saved` is none. */
  static load(saved: unknown, now: number, config: RoomConfig): Room {
    return new Room(readPermanentRoom(saved), now, config);
  }

  /** Applies one input at room time `now`, after everything that time has brought since the last one. */
  apply(input: RoomInput, now: number): RoomEffect[] {
    const turn = new Turn(this.#data, this.#deltas, now, this.#config);
    this.#passTime(turn);
    takeInput(turn, input);
    this.#settle(turn);
    if (turn.isTouched) this.#revision++;
    return turn.effects;
  }

  /** Room time at which it next wants an input, a `tick` if nothing else; in the past: at once. `null`: it can wait for ever. */
  deadlineMs(): number | null {
    const deadline = Math.min(
      isSettled(this.#data) ? Infinity : 0,
      itemEndMs(this.#data),
      waitingDeadlineMs(this.#data),
      skipDeadlineMs(this.#data),
      this.#deltas.deadlineMs(),
      this.#data.roster.deadlineMs(),
      this.#idleMs(),
    );
    return deadline === Infinity ? null : Math.ceil(deadline);
  }

  /** Grows with every change that a snapshot would show. */
  get revision(): number {
    return this.#revision;
  }

  /** Everyone has left, and nobody is told: their sockets are closed with the room (LNK-33). */
  dismissAll(now: number): void {
    const turn = new Turn(this.#data, this.#deltas, now, this.#config);
    for (const { id } of [...this.#data.roster]) leave(turn, id);
  }

  snapshot(): RoomSnapshot {
    return writeSnapshot(this.#data);
  }

  /** What the database is to keep of it, if it is permanent (ROM-3). */
  permanent(now: number): PermanentRoom {
    return writePermanentRoom(this.#data, now);
  }

  metadata(): RoomMetadata {
    return metadataOf(this.#data);
  }

  state(now: number): RoomState {
    return stateOf(this.#data, now);
  }

  users(): RoomUserInfo[] {
    return usersOf(this.#data);
  }

  /** Whether a Join of somebody new would be let in, from `address`. */
  admits(user: RoomUser, address: string | null): boolean {
    return admissionOf(this.#data, user, address) === 'welcome';
  }

  /** Whether to `user` there is such a room (ROM-35). */
  isVisibleTo(user: RoomUser): boolean {
    return callerAdmission(this.#data, user) !== 'hidden';
  }

  /** Whether `user` may see and lift bans (ROM-34). */
  mayBan(user: RoomUser): boolean {
    return may(this.#data, user, 'manage-users.kick');
  }

  /** As much of the bans as may be shown: never a session or an address (ROM-34). */
  bans(): { id: string; name: string | null }[] {
    return [...this.#data.bans].map(({ id, name }) => ({ id, name }));
  }

  /** Whether a client is in the room, suspended or not. */
  has(client: ClientId): boolean {
    return this.#data.roster.has(client);
  }

  isSuspended(client: ClientId): boolean {
    return this.has(client) && !this.#data.roster.isAttached(client);
  }

  /** An account; `null`: nobody. */
  get owner(): number | null {
    return this.#data.owner;
  }

  get isTemporary(): boolean {
    return this.#data.isTemporary;
  }

  /** Clients in the room, suspended ones included. */
  get count(): number {
    return this.#data.roster.size;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  #passTime(turn: Turn): void {
    const { now } = turn;
    for (const client of this.#data.roster.overdue(now)) {
      leave(turn, client); // LNK-41
      turn.gone(client);
    }
    if (itemEndMs(this.#data) <= now) dequeue(turn); // ROM-11
    if (this.#deltas.deadlineMs() <= now) turn.broadcast(partialSync(this.#data, now, this.#deltas.take())); // MSG-21
    if (this.#idleMs() <= now) {
      this.#emptySince = now; // whoever keeps it loaded is asked again after as long
      turn.effects.push({ kind: 'idle' }); // ROM-4
    }
  }

  /** What follows by itself from how the room is now, whatever made it so. */
  #settle(turn: Turn): void {
    const { current, queue, roster, pending } = this.#data;
    if (current === null && queue.length > 0) dequeue(turn); // ROM-11
    if (isSkipVotePassed(this.#data)) {
      turn.broadcast({ action: 'eventcustom', text: 'Skipped by vote', duration: 3000 }); // ROM-23
      dequeue(turn);
    }
    if (isEndedForHalf(this.#data)) dequeue(turn);
    settleStart(turn); // WEB-6
    while (skipSegment(turn)) settleStart(turn);
    askForSegments(turn);
    this.#emptySince = roster.size > 0 ? null : (this.#emptySince ?? turn.now);
    for (const unasked of pending.takeUnasked()) turn.effects.push({ kind: 'resolve', ...unasked });
  }

  /** When the room will have been empty for long enough (ROM-4). */
  #idleMs(): number {
    return this.#emptySince === null ? Infinity : this.#emptySince + this.#config.unloadAfterMs;
  }
}

/** A room fresh from a store may have something to start at once. */
function isSettled(room: RoomData): boolean {
  const { current, queue, pending } = room;
  return !wantsSegments(room) && !pending.hasUnasked && (current !== null || queue.length === 0);
}

/** When the current item ends, if it plays and its end is known (ROM-11). */
function itemEndMs({ current, playback }: RoomData): number {
  const end = current === null ? null : endOf(current);
  return end === null ? Infinity : (timeOf(end, playback) ?? Infinity);
}
