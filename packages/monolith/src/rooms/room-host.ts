import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS, type ClientId, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { RoomRequest, RoomState, RoomUserInfo } from '@usher/protocol';
import type { Entrance, Guest } from '../clients/entrance.ts';
import type { Claim, Resolved, RoomEffect, RoomError, RoomInput, RoomUser } from '../core/room/room-io.ts';
import type { Room } from '../core/room/room.ts';
import type { MediaResolver } from '../media/media-resolver.ts';
import type { LiveState } from '../store/live-state.ts';
import { Alarm } from './alarm.ts';
import { Announcer } from './announcer.ts';
import { PendingCalls } from './pending-calls.ts';
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
  /** OWN-3 */
  readonly mayServe: () => boolean;
  readonly events: RoomHostEvents;
}

interface RoomHostEvents {
  /** The client is in the room no longer, without having left by itself. */
  gone(client: ClientId): void;
  /** Nobody has been here for long enough (ROM-4). */
  idle(host: RoomHost): void;
  /** The room cannot be served on as it is here: another Monolith has it, or may have, or it is broken. */
  lost(host: RoomHost): void;
}

/** A room that is loaded here: gives the machine its inputs one at a time, and does what it says in order. */
export class RoomHost {
  readonly key: RoomKey;
  readonly epoch: number;
  readonly #options: RoomHostOptions;
  readonly #room: Room;
  readonly #log: Logger;
  readonly #guests = new Map<ClientId, Entrance>();
  readonly #calls = new PendingCalls();
  readonly #alarm: Alarm;
  readonly #saver: RoomSaver;
  readonly #announcer: Announcer;
  readonly #inbox: RoomInput[] = [];
  #state: 'resting' | 'applying' | 'closed' = 'resting';

  constructor(options: RoomHostOptions) {
    const { key, epoch, room, store, timers, now, events } = options;
    this.key = key;
    this.epoch = epoch;
    this.#options = options;
    this.#room = room;
    this.#log = options.log.child({ room: key, epoch });
    this.#alarm = new Alarm({ timers, now, ring: () => this.#apply({ kind: 'tick' }) });
    this.#saver = new RoomSaver({
      write: () => store.save(key, epoch, writeRoom(room)),
      lost: () => events.lost(this),
      timers,
      log: this.#log,
    });
    this.#announcer = new Announcer({
      metadata: () => room.metadata(),
      announce: (metadata) => {
        for (const entrance of options.entrances) entrance.loaded(key, epoch, metadata);
      },
      timers,
    });
    this.#announcer.now();
    this.#alarm.set(room.deadlineMs());
  }

  get isOpen(): boolean {
    return this.#state !== 'closed';
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

  join({ id, entrance }: Guest, user: RoomUser, resume: boolean): void {
    this.#guests.set(id, entrance);
    this.#apply({ kind: 'join', client: id, user, resume });
  }

  said(client: ClientId, message: Readonly<Record<string, unknown>>): void {
    this.#apply({ kind: 'said', client, message });
  }

  leave(client: ClientId): void {
    this.#guests.delete(client);
    this.#apply({ kind: 'leave', client });
  }

  suspend(client: ClientId, forMs: number): void {
    this.#apply({ kind: 'suspend', client, until: this.#options.now() + forMs });
  }

  userChanged(client: ClientId, user: RoomUser): void {
    this.#apply({ kind: 'user-changed', client, user });
  }

  /** A request over HTTP. `null`: done. */
  call(user: RoomUser, request: RoomRequest | Claim): Promise<RoomError | null> {
    return this.#calls.make((call) => this.#apply({ kind: 'call', call, user, request }));
  }

  /** Closes the room and gives up its ownership with all that it is now. `false`: it was lost before. */
  async release(): Promise<boolean> {
    this.#close();
    await this.#saver.stop();
    return this.#options.store.release(this.key, this.epoch, writeRoom(this.#room));
  }

  /** Closes the room and writes nothing more. */
  abandon(): void {
    this.#close();
    void this.#saver.stop();
  }

  #close(): void {
    this.#state = 'closed';
    this.#alarm.cancel();
    this.#announcer.stop();
    this.#calls.close();
    for (const client of this.#guests.keys()) this.#options.events.gone(client);
    this.#guests.clear();
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
      if (!this.#options.mayServe()) return this.#options.events.lost(this); // OWN-3
      for (const effect of effects) this.#run(effect);
    }
  }

  #run(effect: RoomEffect): void {
    switch (effect.kind) {
      case 'send':
        this.#guests.get(effect.to)?.send(effect.to, JSON.stringify(effect.message));
        return;
      case 'broadcast':
        return this.#broadcast(JSON.stringify(effect.message));
      case 'kick':
        return this.#kick(effect.client, effect.code, effect.reason);
      case 'resolve':
        return void this.#resolve(effect);
      case 'answer':
        return this.#calls.answer(effect.call, effect.error);
      case 'idle':
        if (this.#room.isEmpty) this.#options.events.idle(this); // else a Join came last
        return;
    }
  }

  /** Encoded once for everyone (LNK-52). */
  #broadcast(message: string): void {
    for (const entrance of this.#options.entrances) entrance.broadcast(this.key, message);
  }

  #kick(client: ClientId, code: number, reason: string): void {
    const entrance = this.#guests.get(client);
    this.#guests.delete(client);
    this.#options.events.gone(client);
    entrance?.kick(client, code, reason);
  }

  async #resolve({ ticket, wanted }: Extract<RoomEffect, { kind: 'resolve' }>): Promise<void> {
    const result = await this.#options.media.resolve(wanted).catch((error: unknown): Resolved => {
      this.#log.error({ err: error, wanted }, 'media could not be looked up');
      return { ok: false, error: { code: 'Unknown', message: 'Something went wrong on our side.' } };
    });
    this.#apply({ kind: 'resolved', ticket, result });
  }
}
