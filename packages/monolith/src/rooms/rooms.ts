import { LIMITS, type ClientId, type MonolithId, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { Random } from '@usher/kit';
import type { Entrance, UnloadReason } from '../clients/entrance.ts';
import type { NewRoom } from '../core/room/room-io.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import { eachAtOnce } from './each-at-once.ts';
import { RoomKeeper } from './room-keeper.ts';
import { RoomHost, type RoomSurroundings, type StoppedRoom } from './room-host.ts';
import { readRoom, writeNewRoom } from './stored-room.ts';

export type Opened =
  | { readonly kind: 'open'; readonly host: RoomHost }
  | { readonly kind: 'owned'; readonly by: MonolithId; readonly retryMs: number }
  | { readonly kind: 'missing' }
  /** The store cannot be asked, or this Monolith has no session there now. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'draining' };

type Entry =
  | { readonly state: 'loading'; readonly opened: Promise<Opened> }
  | { readonly state: 'open'; readonly host: RoomHost }
  /** About to move; served until all Balancers keep what its clients say (LNK-37). */
  | { readonly state: 'leaving'; readonly host: RoomHost; readonly left: Promise<void> }
  | { readonly state: 'closing'; readonly closed: Promise<void>; readonly isMove: boolean }
  /** Not served, but not given up: the store cannot be asked whether it is still ours (OWN-3). */
  | { readonly state: 'frozen'; readonly room: StoppedRoom };

export interface RoomsOptions extends RoomSurroundings {
  readonly unloadAfterMs: number;
  readonly random: Random;
  readonly entrances: Set<Entrance>;
  /** The client is in its room no longer, without having left by itself. */
  readonly gone: (client: ClientId) => void;
  /** All have been told that the room is unloaded: whoever is about to join it comes again, or has been sent away. */
  readonly unloaded: (room: RoomKey) => void;
}

/** Rooms that are moved, or asked about, at the same time: enough to be quick, few enough for each to be served soon. */
const AT_ONCE = 50;

/** The rooms of this Monolith: loaded on demand, owned while they are loaded (OWN-1, OWN-2). */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #entries = new Map<RoomKey, Entry>();
  readonly #keeper: RoomKeeper;
  #session: MonolithSession | null = null;
  #isDraining = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#keeper = new RoomKeeper(options);
  }

  /** From now on rooms are claimed under `session`; `null`: none can be. Those of an earlier session are frozen. */
  serveUnder(session: MonolithSession | null): void {
    this.#session = session;
    this.freeze();
    void this.thaw();
  }

  /** Nothing more is sent for rooms of a session that is fenced or over, until the store says that they are still ours (OWN-3). */
  freeze(): void {
    for (const host of [...this.#served()]) {
      if (host.mayServe) continue;
      this.#entries.set(host.key, { state: 'frozen', room: host.stop() });
      this.#options.log.warn({ room: host.key, epoch: host.epoch }, 'room frozen: it may not be ours soon');
      this.#tellUnloaded(host.key, host.epoch, 'shutdown');
    }
  }

  /** The store answers again: what is frozen and still ours is saved and goes on (OWN-3). */
  async thaw(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    const entries = [...this.#entries.values()];
    const frozen = entries.flatMap((entry) => (entry.state === 'frozen' ? [entry.room] : []));
    await eachAtOnce(frozen, AT_ONCE, (room) => this.#goOn(room, session));
  }

  /** Writes a room down for whoever loads it first. `false`: the name is taken. */
  create(room: RoomKey, options: NewRoom): Promise<boolean> {
    const ttlMs = options.isTemporary ? LIMITS.temporaryRoomTtlMs : null;
    return this.#options.store.create(room, writeNewRoom(options), ttlMs);
  }

  /** The room, loaded if need be; all who ask meanwhile share one load. */
  async open(room: RoomKey): Promise<Opened> {
    for (;;) {
      const entry = this.#entries.get(room);
      switch (entry?.state) {
        case undefined:
          return this.#openNew(room);
        case 'loading':
          return entry.opened;
        case 'open':
        case 'leaving':
          return entry.host.mayServe ? { kind: 'open', host: entry.host } : { kind: 'unavailable' };
        case 'closing':
          await entry.closed;
          if (entry.isMove) return { kind: 'unavailable' }; // it is on its way to where it shall be
          continue;
        case 'frozen':
          return { kind: 'unavailable' };
      }
    }
  }

  /** Whether the room is about to move: its Joins are answered where it goes (LNK-37). */
  isLeaving(room: RoomKey): boolean {
    return this.#entries.get(room)?.state === 'leaving';
  }

  /** A Balancer knows a newer owner, or an operator moves or ends the room; of another epoch it is not meant for us (LNK-40). */
  unload(room: RoomKey, epoch: number, reason: 'duplicate' | 'move' | 'admin', to: MonolithId | null): void {
    const entry = this.#entries.get(room);
    if ((entry?.state !== 'open' && entry?.state !== 'leaving') || entry.host.epoch !== epoch) return;
    if (reason === 'move') void this.#move(entry.host, to ?? undefined);
    else void this.#release(entry.host, reason === 'admin' ? 'admin' : 'commanded', to ?? undefined);
  }

  /** All rooms that are loaded now (LNK-31). */
  *loaded(): Iterable<{ room: RoomKey; epoch: number; metadata: RoomMetadata }> {
    for (const { key: room, epoch, metadata, mayServe } of this.#served()) {
      if (mayServe) yield { room, epoch, metadata };
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes no more rooms and moves away those there are (spec 3.5). */
  async shutdown(): Promise<void> {
    this.#isDraining = true;
    for (const entrance of this.#options.entrances) entrance.draining(); // LNK-36
    for (const entry of this.#entries.values()) if (entry.state === 'loading') await entry.opened;
    await eachAtOnce([...this.#served()], AT_ONCE, (host) => this.#move(host));
    for (const entry of this.#entries.values()) if (entry.state === 'closing') await entry.closed;
    await this.thaw();
  }

  #openNew(room: RoomKey): Promise<Opened> {
    const session = this.#session;
    if (this.#isDraining) return Promise.resolve({ kind: 'draining' });
    if (session?.mayServe() !== true) return Promise.resolve({ kind: 'unavailable' });
    const opened = this.#claim(room, session);
    this.#entries.set(room, { state: 'loading', opened });
    return opened;
  }

  /** The room has an entry that says it is loading; here is decided what it says next. */
  async #claim(room: RoomKey, session: MonolithSession): Promise<Opened> {
    const claim = await this.#keeper.claim(room, session);
    if (claim.kind === 'claimed') return this.#serve(room, claim, session);
    this.#entries.delete(room);
    return claim.kind === 'session-over' ? { kind: 'unavailable' } : claim;
  }

  /** Says of a frozen room what the store says: served on under the same session, claimed anew under another. */
  #goOn(room: StoppedRoom, session: MonolithSession): Promise<unknown> {
    const entry = this.#entries.get(room.key);
    if (entry?.state !== 'frozen' || entry.room !== room) return Promise.resolve(); // it is asked about already
    const opened = this.#askAbout(room, session);
    this.#entries.set(room.key, { state: 'loading', opened });
    return opened;
  }

  async #askAbout(room: StoppedRoom, session: MonolithSession): Promise<Opened> {
    const mayGoOn = room.session === session && !this.#isDraining;
    const verdict = await (mayGoOn ? this.#keeper.save(room) : this.#keeper.release(room));
    if (verdict === 'ours' && mayGoOn) return this.#serve(room.key, room, session);
    if (verdict === 'ours' && !this.#isDraining) return this.#claim(room.key, session);
    if (verdict === 'unknown') this.#entries.set(room.key, { state: 'frozen', room });
    else this.#entries.delete(room.key);
    return { kind: 'unavailable' };
  }

  /** The room is ours. If the session was fenced meanwhile, it waits for the store's next word. */
  #serve(
    room: RoomKey,
    { epoch, state }: { epoch: number; state: string },
    session: MonolithSession,
  ): Opened {
    try {
      const host = this.#host(room, { epoch, state }, session);
      this.#entries.set(room, { state: 'open', host });
      if (host.mayServe) return { kind: 'open', host };
      this.freeze();
    } catch (error) {
      this.#options.log.error({ err: error, room }, 'a room cannot be read');
      this.#entries.delete(room);
    }
    return { kind: 'unavailable' };
  }

  #host(
    room: RoomKey,
    { epoch, state }: { epoch: number; state: string },
    session: MonolithSession,
  ): RoomHost {
    const { unloadAfterMs, random, gone, now, log } = this.#options;
    log.info({ room, epoch, monolith: session.id }, 'room loaded');
    return new RoomHost({
      ...this.#options,
      key: room,
      epoch,
      room: readRoom(state, now(), { clockId: session.id, unloadAfterMs, random }),
      session,
      events: {
        gone,
        idle: (host) => void this.#release(host, 'keepalive'),
        lost: (host) => this.#abandon(host),
        fenced: () => this.freeze(),
      },
    });
  }

  /** Loses nothing of what clients say while the room is on its way (LNK-37). */
  #move(host: RoomHost, to?: MonolithId): Promise<void> {
    const entry = this.#entries.get(host.key);
    if (entry?.state === 'leaving') return entry.left;
    if (!host.isOpen) return Promise.resolve();
    const left = this.#leave(host, to);
    this.#entries.set(host.key, { state: 'leaving', host, left });
    return left;
  }

  async #leave(host: RoomHost, to: MonolithId | undefined): Promise<void> {
    await Promise.all([...this.#options.entrances].map((entrance) => entrance.leaving(host.key)));
    if (host.isOpen) await this.#release(host, 'moved', to);
  }

  #release(host: RoomHost, reason: UnloadReason, to?: MonolithId): Promise<void> {
    const closed = this.#saveAndTell(host.stop(), reason, to);
    this.#entries.set(host.key, { state: 'closing', closed, isMove: reason === 'moved' });
    return closed;
  }

  async #saveAndTell(room: StoppedRoom, reason: UnloadReason, to: MonolithId | undefined): Promise<void> {
    const { key, epoch } = room;
    const verdict = await this.#keeper.release(room);
    if (verdict === 'unknown') this.#entries.set(key, { state: 'frozen', room });
    else this.#entries.delete(key);
    this.#options.log.info({ room: key, epoch, reason, verdict }, 'room unloaded');
    this.#tellUnloaded(key, epoch, reason, to);
  }

  /** Stops serving a room that is another Monolith's, or broken: nothing is written and nothing more is sent for it (OWN-2). */
  #abandon(host: RoomHost): void {
    void host.abandon();
    this.#entries.delete(host.key);
    this.#options.log.warn({ room: host.key, epoch: host.epoch }, 'room given up');
    this.#tellUnloaded(host.key, host.epoch, 'moved');
  }

  #tellUnloaded(room: RoomKey, epoch: number, reason: UnloadReason, to?: MonolithId): void {
    for (const entrance of this.#options.entrances) entrance.unloaded(room, epoch, reason, to);
    this.#options.unloaded(room);
  }

  *#served(): Iterable<RoomHost> {
    for (const entry of this.#entries.values())
      if (entry.state === 'open' || entry.state === 'leaving') yield entry.host;
  }
}
