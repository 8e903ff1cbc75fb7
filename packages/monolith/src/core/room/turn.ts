import type { ClientId, EventMessage, RoomRequest, ServerMessage } from '@usher/protocol';
import { infoOfAsker, type Asker } from './asker.ts';
import type { Deltas, SyncField } from './deltas.ts';
import { idOf } from './item.ts';
import { infoOf } from './roles.ts';
import type { RoomData } from './room-data.ts';
import type { RoomEffect } from './room-io.ts';
import type { Member } from './roster.ts';
import { remember, type Inverse } from './undo-records.ts';

/** One input being applied: the room, the moment, and what comes of it. */
export class Turn {
  readonly room: RoomData;
  readonly now: number;
  readonly clockId: string;
  readonly random: () => number;
  readonly effects: RoomEffect[] = [];
  readonly #deltas: Deltas;
  #isTouched = false;

  constructor(
    room: RoomData,
    deltas: Deltas,
    now: number,
    { clockId, random }: { clockId: string; random: () => number },
  ) {
    this.room = room;
    this.#deltas = deltas;
    this.now = now;
    this.clockId = clockId;
    this.random = random;
  }

  /** Whether a snapshot would be another one than before. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** To one client. Nothing is sent to suspended ones (LNK-41). */
  send(client: ClientId, message: ServerMessage): void {
    if (this.room.roster.isAttached(client)) this.effects.push({ kind: 'send', to: client, message });
  }

  broadcast(message: ServerMessage): void {
    this.effects.push({ kind: 'broadcast', message });
  }

  /** Closes a client's socket. */
  kick(client: ClientId, code: number, reason: string): void {
    if (this.room.roster.isAttached(client)) this.effects.push({ kind: 'kick', client, code, reason });
  }

  /** As `kick`, of a client who is not let in. */
  turnAway(client: ClientId, code: number, reason: string): void {
    this.effects.push({ kind: 'kick', client, code, reason });
  }

  /** A suspended client is in the room no longer. */
  gone(client: ClientId): void {
    this.effects.push({ kind: 'gone', client });
  }

  /** Tells everyone what somebody did. */
  event(by: Asker, request: RoomRequest, additional: EventMessage['additional'] = {}): void {
    this.broadcast({ action: 'event', request, user: infoOfAsker(this.room, by), additional });
  }

  /** As `event`; the room remembers how to undo it (ROM-24). */
  undoableEvent(
    by: Asker,
    request: RoomRequest,
    additional: EventMessage['additional'],
    inverse: Inverse,
  ): void {
    this.event(by, request, additional);
    const { video, prevPosition, queueIdx } = additional;
    const event = {
      request,
      user: { id: by.client ?? '' },
      additional: {
        ...(video !== undefined && { video: idOf(video) }),
        ...(prevPosition !== undefined && { prevPosition }),
        ...(queueIdx !== undefined && { queueIdx }),
      },
    };
    remember(this.room.undoRecords, { event, inverse });
    this.touch();
  }

  /** Tells everyone how a member is now (MSG-23). */
  updateUser(member: Member): void {
    this.broadcast({ action: 'user', update: { kind: 'update', value: infoOf(this.room, member) } });
  }

  /** These properties have changed: clients get them with the next delta (MSG-21). */
  changed(...fields: SyncField[]): void {
    this.#deltas.mark(fields, this.now);
    this.touch();
  }

  /** Something has changed that no `sync` shows, but a snapshot does. */
  touch(): void {
    this.#isTouched = true;
  }
}
