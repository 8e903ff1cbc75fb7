import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS, type ClientId, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { RoomRequest, RoomState, RoomUserInfo } from '@usher/protocol';
import type { Entrance, Guest } from '../clients/entrance.ts';
import type { Claim, Resolved, RoomEffect, RoomError, RoomInput, RoomUser } from '../core/room/room-io.ts';
import type { Room } from '../core/room/room.ts';
import type { MediaResolver } from '../media/media-resolver.ts';
import type { LiveState } from '../store/live-state.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import { Alarm } from './alarm.ts';
import { Announcer } from './announcer.ts';
import { Audience } from './audience.ts';
import { PendingCalls, UNLOADED } from './pending-calls.ts';
import { RoomSaver } from './room-saver.ts';
import { writeRoom } from './stored-room.ts';

/** What all rooms of a Monolith share. */
export interface RoomSurroundings {
  readonly store: LiveState;
  readonly media: MediaResolver;
  readonly timers: Timers;
  readonly log: Logger;
  /** Room time, ms (OWN-7). */
  readonly now: () => number;
  readonly entrances: Iterable<Entrance>;
}

export interface RoomHostOptions extends RoomSurroundings {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly room: Room;
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

/** A room that is not served any more, or not now: how it was when it stopped. */
export interface StoppedRoom {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly session: MonolithSession;
  /** What the store shall keep of it. */
  readonly state: string;
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
  readonly #announcer: Announcer;
  readonly #inbox: RoomInput[] = [];
  #state: 'resting' | 'applying' | 'closed' = 'resting';

  constructor(options: RoomHostOptions) {
    const { key, epoch, room, timers, now, events } = options;
    this.key = key;
    this.epoch = epoch;
    this.#options = options;
    this.#room = room;
    this.#log = options.log.child({ room: key, epoch });
    this.#audience = new Audience(key, options.entrances);
    this.#alarm = new Alarm({ timers, now, ring: () => this.#apply({ kind: 'tick' }) });
    this.#saver = new RoomSaver({
      write: () => this.#save(),
      lost: () => events.lost(this),
      timers,
      log: this.#log,
    });
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

  /** ROM-26 */
  isFullFor(client: ClientId): boolean {
    return !this.#room.has(client) && this.#room.count >= LIMITS.roomClientsMax;
  }

  view(): RoomState & { readonly users: readonly RoomUserInfo[] } {
    return { ...this.#room.state(this.#options.now()), users: this.#room.users() };
  }

  join(guest: Guest, user: RoomUser, resume: boolean): void {
    this.#audience.add(guest);
    this.#apply({ kind: 'join', client: guest.id, user, resume });
  }

  said(client: ClientId, message: Readonly<Record<string, unknown>>): void {
    this.#apply({ kind: 'said', client, message });
  }

  leave(client: ClientId): void {
    this.#audience.remove(client);
    this.#apply({ kind: 'leave', client });
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
  call(user: RoomUser, request: RoomRequest | Claim): Promise<RoomError | null> {
    if (!this.isOpen) return Promise.resolve(UNLOADED);
    return this.#calls.make((call) => this.#apply({ kind: 'call', call, user, request }));
  }

  /** Closes the room; what it is now is the caller's to keep. */
  stop(): StoppedRoom {
    const written = this.abandon();
    const { key, epoch } = this;
    return { key, epoch, session: this.#options.session, state: writeRoom(this.#room), written };
  }

  /** Closes the room and writes nothing more; resolves when a write under way has ended. */
  abandon(): Promise<void> {
    this.#close();
    return this.#saver.stop();
  }

  /** What may be another Monolith's is not even tried: if it is ours after all, it is written then (OWN-3). */
  #save(): Promise<boolean> {
    if (!this.mayServe) return Promise.reject(new Error('the session was not renewed in time'));
    return this.#options.store.save(this.key, this.epoch, writeRoom(this.#room));
  }

  #close(): void {
    this.#state = 'closed';
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
      case 'answer':
        return this.#calls.answer(effect.call, effect.error);
      case 'idle':
        if (this.#room.isEmpty) this.#options.events.idle(this); // else a Join came last
        return;
    }
  }

  async #resolve({ ticket, wanted }: Extract<RoomEffect, { kind: 'resolve' }>): Promise<void> {
    const result = await this.#options.media.resolve(wanted).catch((error: unknown): Resolved => {
      this.#log.error({ err: error, wanted }, 'media could not be looked up');
      return { ok: false, error: { code: 'Unknown', message: 'Something went wrong on our side.' } };
    });
    this.#apply({ kind: 'resolved', ticket, result });
  }
}
