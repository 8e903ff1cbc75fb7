import type { ClientId, MonolithId, RoomKey, RoomMetadata } from '@usher/protocol';
import type { Random } from '@usher/kit';
import type { Entrance, UnloadReason } from '../clients/entrance.ts';
import type { NewRoom } from '../core/room/room-io.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import { eachAtOnce } from './each-at-once.ts';
import { RoomFinder } from './room-finder.ts';
import { RoomHost, type RoomSurroundings, type StoppedRoom } from './room-host.ts';
import { RoomKeeper, type Verdict } from './room-keeper.ts';
import { readRoom, type LoadableRoom } from './stored-room.ts';

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
  | { readonly state: 'closing'; readonly closed: Promise<unknown>; readonly isMove: boolean }
  /** Not served, but not given up: the store cannot be asked whether it is still ours (OWN-3). */
  | Frozen;

interface Frozen {
  readonly state: 'frozen';
  readonly room: StoppedRoom;
  /** Its release was not answered: it may have been done, or be done at any time. Then its epoch is not to be served under again. */
  readonly mayBeReleased: boolean;
}

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
  readonly #finder: RoomFinder;
  readonly #keeper: RoomKeeper;
  #session: MonolithSession | null = null;
  #isDraining = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#finder = new RoomFinder(options);
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
      this.#entries.set(host.key, { state: 'frozen', room: host.stop(), mayBeReleased: false });
      this.#options.log.warn({ room: host.key, epoch: host.epoch }, 'room frozen: it may not be ours soon');
      this.#tellUnloaded(host.key, host.epoch, 'shutdown');
    }
  }

  /** The store answers again: what is frozen and still ours is saved and goes on (OWN-3). */
  async thaw(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    const entries = [...this.#entries.values()];
    const frozen = entries.filter((entry) => entry.state === 'frozen');
    await eachAtOnce(frozen, AT_ONCE, (entry) => this.#goOn(entry, session));
  }

  /** `false`: no room can be served now, whichever it is (OWN-3). */
  get mayServe(): boolean {
    return this.#session?.mayServe() === true;
  }

  /** Writes a room down for whoever loads it first. `false`: the name is taken. */
  create(room: RoomKey, options: NewRoom): Promise<boolean> {
    return this.#finder.create(room, options);
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

  /**
   * A Balancer knows a newer owner, or an operator moves or ends the room; of another epoch it is not meant for us (LNK-40). `epoch` `null`: it
   * is meant as it is (OTT-4).
   */
  unload(
    room: RoomKey,
    epoch: number | null,
    reason: 'duplicate' | 'move' | 'admin',
    to: MonolithId | null,
  ): void {
    const entry = this.#entries.get(room);
    if (entry?.state !== 'open' && entry?.state !== 'leaving') return;
    if (epoch !== null && entry.host.epoch !== epoch) return;
    if (reason === 'move') void this.#move(entry.host, to ?? undefined);
    else void this.#release(entry.host, reason === 'admin' ? 'admin' : 'commanded', to ?? undefined);
  }

  /** An administrator ends the room: its clients are sent away. */
  async end(host: RoomHost): Promise<void> {
    if (host.isOpen) await this.#release(host, 'admin');
  }

  /** Ends a permanent room for good. `false`: that cannot be done now, and the room goes on. */
  delete(host: RoomHost): Promise<boolean> {
    if (!host.isOpen) return Promise.resolve(false);
    const closed = this.#delete(host.stop());
    this.#entries.set(host.key, { state: 'closing', closed, isMove: false });
    return closed;
  }

  /** All rooms that are loaded now (LNK-31). */
  *loaded(): Iterable<{ room: RoomKey; epoch: number; metadata: RoomMetadata }> {
    for (const { key: room, epoch, metadata, mayServe } of this.#served()) {
      if (mayServe) yield { room, epoch, metadata };
    }
  }

  /** Tells everyone in the rooms that are served here; those of a room that is fenced, or on its way, miss it (OWN-3). */
  announce(text: string): void {
    for (const host of this.#served()) host.announce(text);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many rooms are in which state. */
  count(): Readonly<Record<Entry['state'], number>> {
    const counts = { loading: 0, open: 0, leaving: 0, closing: 0, frozen: 0 };
    for (const { state } of this.#entries.values()) counts[state]++;
    return counts;
  }

  /** Whether rooms go elsewhere from now on (spec 3.5). */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Takes no more rooms and moves away those there are (spec 3.5). */
  async shutdown(): Promise<void> {
    this.#isDraining = true;
    for (const entrance of this.#options.entrances) entrance.draining(); // LNK-36
    for (const entry of this.#entries.values()) if (entry.state === 'loading') await entry.opened;
    await eachAtOnce([...this.#served()], AT_ONCE, (host) => this.#move(host));
    for (const entry of this.#entries.values()) if (entry.state === 'closing') await entry.closed;
    await this.thaw();
    await this.#keeper.settled();
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
    const found = await this.#finder.claim(room, session);
    if (found.kind === 'claimed') return this.#serve(room, found, session);
    this.#entries.delete(room);
    return found.kind === 'session-over' ? { kind: 'unavailable' } : found;
  }

  /** Says of a frozen room what the store says: served on under the same session, claimed anew under another. */
  #goOn(frozen: Frozen, session: MonolithSession): Promise<unknown> {
    const { key } = frozen.room;
    if (this.#entries.get(key) !== frozen) return Promise.resolve(); // it is asked about already
    const opened = this.#askAbout(frozen, session);
    this.#entries.set(key, { state: 'loading', opened });
    return opened;
  }

  async #askAbout({ room, mayBeReleased }: Frozen, session: MonolithSession): Promise<Opened> {
    const mayGoOn = room.session === session && !mayBeReleased && !this.#isDraining;
    const verdict = await (mayGoOn ? this.#keeper.save(room) : this.#keeper.release(room));
    if (verdict === 'ours' && mayGoOn) return this.#serve(room.key, { ...room, row: null }, session);
    if (verdict === 'ours' && !this.#isDraining) return this.#claim(room.key, session);
    if (verdict === 'unknown')
      this.#entries.set(room.key, { state: 'frozen', room, mayBeReleased: mayBeReleased || !mayGoOn });
    else this.#entries.delete(room.key);
    return { kind: 'unavailable' };
  }

  /** The room is ours. If the session was fenced meanwhile, it waits for the store's next word. */
  #serve(room: RoomKey, found: LoadableRoom & { epoch: number }, session: MonolithSession): Opened {
    try {
      const host = this.#host(room, found, session);
      this.#entries.set(room, { state: 'open', host });
      if (host.mayServe) return { kind: 'open', host };
      this.freeze();
    } catch (error) {
      this.#options.log.error({ err: error, room }, 'a room cannot be read');
      this.#entries.delete(room);
    }
    return { kind: 'unavailable' };
  }

  #host(room: RoomKey, found: LoadableRoom & { epoch: number }, session: MonolithSession): RoomHost {
    const { epoch } = found;
    const { unloadAfterMs, random, gone, now, log } = this.#options;
    log.info({ room, epoch, monolith: session.id }, 'room loaded');
    return new RoomHost({
      ...this.#options,
      key: room,
      epoch,
      room: readRoom(found, now(), { clockId: session.id, unloadAfterMs, random }),
      isRowCurrent: found.row !== null,
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
    if (reason === 'admin') host.dismissAll();
    const closed = this.#saveAndTell(host.stop(), reason, to);
    this.#entries.set(host.key, { state: 'closing', closed, isMove: reason === 'moved' });
    return closed;
  }

  /** An unloaded room begins anew when it is next loaded, and one that moves goes on. */
  async #saveAndTell(room: StoppedRoom, reason: UnloadReason, to: MonolithId | undefined): Promise<void> {
    const isOver = reason === 'keepalive' || reason === 'admin';
    const verdict = await (isOver ? this.#keeper.retire(room) : this.#keeper.release(room));
    this.#close(room, verdict, reason, to);
  }

  async #delete(room: StoppedRoom): Promise<boolean> {
    const verdict = await this.#keeper.delete(room);
    const isDeleted = verdict === 'ours';
    this.#close(room, verdict, isDeleted ? 'admin' : 'shutdown');
    return isDeleted;
  }

  #close(room: StoppedRoom, verdict: Verdict, reason: UnloadReason, to?: MonolithId): void {
    const { key, epoch } = room;
    if (verdict === 'unknown') this.#entries.set(key, { state: 'frozen', room, mayBeReleased: true });
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
