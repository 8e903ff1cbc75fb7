import { addressBlock } from '@usher/client-gate';
import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS, type ClientId, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { RoomState, RoomUserInfo, VideoId } from '@usher/protocol';
import type { Entrance, Guest } from '../clients/entrance.ts';
import type {
  CallRequest,
  Resolved,
  RoomEffect,
  RoomError,
  RoomInput,
  RoomUser,
} from '../core/room/room-io.ts';
import type { Room } from '../core/room/room.ts';
import type { MediaResolver } from '../media/media-resolver.ts';
import type { SegmentSource } from '../media/sponsorblock.ts';
import type { RoomTraffic } from '../metrics/room-traffic.ts';
import type { LiveState } from '../store/live-state.ts';
import type { RoomRows, SavedRoom } from '../store/permanent-rooms.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import { Alarm } from './alarm.ts';
import { Announcer } from './announcer.ts';
import { Audience } from './audience.ts';
import { PendingCalls, UNLOADED } from './pending-calls.ts';
import { PermanentSaver } from './permanent-saver.ts';
import { RoomSaver } from './room-saver.ts';
import { writeRoom } from './stored-room.ts';

/** What all rooms of a Monolith share. */
export interface RoomSurroundings {
  readonly store: LiveState;
  readonly permanentRooms: RoomRows;
  readonly media: Pick<MediaResolver, 'resolve'>;
  readonly segments: SegmentSource;
  readonly timers: Timers;
  readonly log: Logger;
  /** Room time, ms (OWN-7). */
  readonly now: () => number;
  readonly entrances: Iterable<Entrance>;
  readonly traffic: RoomTraffic;
}

export interface RoomHostOptions extends RoomSurroundings {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly room: Room;
  /** Whether the database has it as it is now, if it is permanent. */
  readonly isRowCurrent: boolean;
  /** Under which the room is owned (OWN-3). */
  readonly session: MonolithSession;
  readonly events: RoomHostEvents;
}

interface RoomHostEvents {
  /** The client is in the room no longer, without having left by itself. */
  gone(client: ClientId): void;
  /** Nobody has been here for long enough (ROM-4). */
  idle(host: RoomHost): void;
  /** The room cannot be served on as it is here: another Monolith has it, or it is broken. */
  lost(host: RoomHost): void;
  /** Nothing may be served under its session now (OWN-3). */
  fenced(): void;
}

/** What the API shows of a room. */
export interface RoomView extends RoomState {
  readonly users: readonly RoomUserInfo[];
  /** For those who may lift them (ROM-34). */
  readonly bans?: readonly { readonly id: string; readonly name: string | null }[];
}

/** A room that is not served any more, or not now: how it was when it stopped. */
export interface StoppedRoom {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly session: MonolithSession;
  /** What the store shall keep of it. */
  readonly state: string;
  readonly isTemporary: boolean;
  /** What the database has yet to be told of it; `null`: nothing. */
  readonly row: SavedRoom | null;
  /** When a write that was under way has ended. */
  readonly written: Promise<void>;
}

/** A room that is loaded here: gives the machine its inputs one at a time, and does what it says in order. */
export class RoomHost {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly #options: RoomHostOptions;
  readonly #room: Room;
  readonly #log: Logger;
  readonly #audience: Audience;
  readonly #calls = new PendingCalls();
  readonly #alarm: Alarm;
  readonly #saver: RoomSaver;
  /** `null`: the room is a temporary one. */
  readonly #permanentSaver: PermanentSaver | null;
  readonly #announcer: Announcer;
  /** Aborted when the room closes: it waits for nothing any more. */
  readonly #closing = new AbortController();
  readonly #inbox: RoomInput[] = [];
  #state: 'resting' | 'applying' | 'closed' = 'resting';

  constructor(options: RoomHostOptions) {
    const { key, epoch, room, timers, now, events } = options;
    this.key = key;
    this.epoch = epoch;
    this.#options = options;
    this.#room = room;
    this.#log = options.log.child({ room: key, epoch });
    this.#audience = new Audience(key, options.entrances, options.traffic);
    this.#alarm = new Alarm({ timers, now, ring: () => this.#apply({ kind: 'tick' }) });
    this.#saver = new RoomSaver({
      write: () => this.#save(),
      lost: () => events.lost(this),
      meter: options.traffic.saves,
      timers,
      log: this.#log,
    });
    this.#permanentSaver = room.isTemporary ? null : this.#savePermanently();
    this.#announcer = new Announcer({
      metadata: () => room.metadata(),
      announce: (metadata) => {
        if (this.mayServe) this.#audience.announce(epoch, metadata);
      },
      timers,
    });
    this.#announcer.now();
    this.#alarm.set(room.deadlineMs());
  }

  get isOpen(): boolean {
    return this.#state !== 'closed';
  }

  /** To be asked before anything leaves for a client (OWN-3). */
  get mayServe(): boolean {
    return this.#options.session.mayServe();
  }

  get metadata(): RoomMetadata {
    return this.#room.metadata();
  }

  get isTemporary(): boolean {
    return this.#room.isTemporary;
  }

  isOwnedBy({ userId }: RoomUser): boolean {
    return userId !== null && this.#room.owner === userId;
  }

  /** Whether there is no place for a guest who would else be let in (ROM-26): others do not hear whether it is full. */
  isFullFor(guest: Guest, user: RoomUser): boolean {
    const isFull = !this.#room.has(guest.id) && this.#room.count >= LIMITS.roomClientsMax;
    return isFull && this.#room.admits(user, blockOf(guest));
  }

  /** Whether to `user` there is such a room (ROM-35). */
  isVisibleTo(user: RoomUser): boolean {
    return this.#room.isVisibleTo(user);
  }

  /** The room as `viewer` may see it. */
  view(viewer: RoomUser | 'administrator'): RoomView {
    const room = this.#room;
    const seesBans = viewer === 'administrator' || room.mayBan(viewer);
    const state = { ...room.state(this.#options.now()), users: room.users() };
    return seesBans ? { ...state, bans: room.bans() } : state;
  }

  join(guest: Guest, user: RoomUser, resume: boolean): void {
    this.#audience.add(guest);
    this.#apply({ kind: 'join', client: guest.id, user, address: blockOf(guest), resume });
  }

  said(client: ClientId, message: Readonly<Record<string, unknown>>): void {
    const { traffic } = this.#options;
    const arrivedAt = traffic.now();
    this.#apply({ kind: 'said', client, message });
    traffic.handled(message, arrivedAt);
  }

  leave(client: ClientId): void {
    this.#audience.remove(client);
    this.#apply({ kind: 'leave', client });
  }

  /** Everyone here is told something that is not about the room. */
  announce(text: string): void {
    if (this.mayServe) this.#audience.broadcast({ action: 'announcement', text });
  }

  /** Closes that client's socket; to the others it leaves. */
  dismiss(client: ClientId, code: number, reason: string): void {
    if (this.mayServe) this.#audience.kick(client, code, reason);
    this.leave(client);
  }

  suspend(client: ClientId, forMs: number): void {
    this.#apply({ kind: 'suspend', client, until: this.#options.now() + forMs });
  }

  userChanged(client: ClientId, user: RoomUser): void {
    this.#apply({ kind: 'user-changed', client, user });
  }

  /** A request over HTTP. `null`: done. */
  call(user: RoomUser, request: CallRequest): Promise<RoomError | null> {
    if (!this.isOpen) return Promise.resolve(UNLOADED);
    return this.#calls.make((call) => this.#apply({ kind: 'call', call, user, request }));
  }

  /** Its clients will not come back: they are sent away when it closes (LNK-33). */
  dismissAll(): void {
    this.#room.dismissAll(this.#options.now());
  }

  /** Closes the room; what it is now is the caller's to keep. */
  stop(): StoppedRoom {
    const row = this.#permanentSaver?.stop() ?? null;
    const written = this.abandon();
    const { key, epoch, isTemporary } = this;
    const { session } = this.#options;
    return { key, epoch, session, state: writeRoom(this.#room), isTemporary, row, written };
  }

  /** Closes the room and writes nothing more; resolves when a write under way has ended. */
  abandon(): Promise<void> {
    this.#close();
    this.#permanentSaver?.stop();
    return this.#saver.stop();
  }

  #savePermanently(): PermanentSaver {
    const { room, key, epoch, permanentRooms, isRowCurrent, now, timers } = this.#options;
    return new PermanentSaver({
      room: () => room.permanent(now()),
      save: (saved) => permanentRooms.save(key, epoch, saved),
      isSaved: isRowCurrent,
      timers,
      log: this.#log,
    });
  }

  /** What may be another Monolith's is not even tried: if it is ours after all, it is written then (OWN-3). */
  #save(): Promise<boolean> {
    if (!this.mayServe) return Promise.reject(new Error('the session was not renewed in time'));
    return this.#options.store.save(this.key, this.epoch, writeRoom(this.#room));
  }

  #close(): void {
    this.#state = 'closed';
    this.#closing.abort();
    this.#alarm.cancel();
    this.#announcer.stop();
    this.#calls.close();
    for (const client of this.#audience.clear()) this.#options.events.gone(client);
  }

  /** An effect may bring about the next input, such as a Leave when a send finds its socket gone: that one waits its turn. */
  #apply(input: RoomInput): void {
    if (this.#state === 'closed') return;
    this.#inbox.push(input);
    if (this.#state === 'applying') return;
    this.#state = 'applying';
    const revision = this.#room.revision;
    try {
      this.#takeAll();
    } catch (error) {
      this.#log.error({ err: error }, 'the room is broken and goes back to how it was last saved');
      this.#options.events.lost(this);
    }
    if (!this.isOpen) return;
    this.#state = 'resting';
    if (this.#room.revision !== revision) {
      this.#saver.changed();
      this.#permanentSaver?.changed();
      this.#announcer.changed();
    }
    this.#alarm.set(this.#room.deadlineMs());
  }

  #takeAll(): void {
    for (let input = this.#inbox.shift(); input !== undefined && this.isOpen; input = this.#inbox.shift()) {
      const effects = this.#room.apply(input, this.#options.now());
      if (!this.mayServe) return this.#options.events.fenced(); // OWN-3
      for (const effect of effects) this.#run(effect);
    }
  }

  #run(effect: RoomEffect): void {
    switch (effect.kind) {
      case 'send':
        return this.#audience.send(effect.to, effect.message);
      case 'broadcast':
        return this.#audience.broadcast(effect.message);
      case 'kick':
        this.#audience.kick(effect.client, effect.code, effect.reason);
        return this.#options.events.gone(effect.client);
      case 'gone':
        this.#audience.remove(effect.client);
        return this.#options.events.gone(effect.client);
      case 'resolve':
        return void this.#resolve(effect);
      case 'segments':
        return void this.#findSegments(effect.video);
      case 'answer':
        return this.#calls.answer(effect.call, effect.error);
      case 'idle':
        if (this.#room.isEmpty) this.#options.events.idle(this); // else a Join came last
        return;
    }
  }

  async #resolve({ ticket, by, wanted }: Extract<RoomEffect, { kind: 'resolve' }>): Promise<void> {
    const { signal } = this.#closing;
    const result = await this.#options.media
      .resolve(wanted, { by, signal })
      .catch((error: unknown): Resolved => {
        this.#log.error({ err: error, wanted }, 'media could not be looked up');
        return { ok: false, error: { code: 'Unknown', message: 'Something went wrong on our side.' } };
      });
    this.#apply({ kind: 'resolved', ticket, result });
  }

  async #findSegments(video: VideoId): Promise<void> {
    const segments = await this.#options.segments.segmentsOf(video.id);
    this.#apply({ kind: 'segments-found', video, segments });
  }
}

/** Whom a ban of the guest's address is about: a household has many addresses of IPv6, but one block (ROM-34). */
const blockOf = ({ address }: Guest): string | null => (address === undefined ? null : addressBlock(address));
