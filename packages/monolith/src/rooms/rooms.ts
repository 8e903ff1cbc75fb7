import { LIMITS, type ClientId, type MonolithId, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { Random } from '@usher/kit';
import type { Entrance, UnloadReason } from '../clients/entrance.ts';
import type { NewRoom } from '../core/room/room-io.ts';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import { RoomHost, type RoomSurroundings } from './room-host.ts';
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
  | { readonly state: 'closing'; readonly closed: Promise<void> };

export interface RoomsOptions extends RoomSurroundings {
  readonly unloadAfterMs: number;
  readonly random: Random;
  readonly entrances: Set<Entrance>;
  /** The client is in its room no longer, without having left by itself. */
  readonly gone: (client: ClientId) => void;
}

/** The rooms of this Monolith: loaded on demand, owned while they are loaded (OWN-1, OWN-2). */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #entries = new Map<RoomKey, Entry>();
  #session: MonolithSession | null = null;
  #isDraining = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /** From now on rooms are claimed under `session`; `null`: none can be. Rooms of an earlier session are given up unsaved. */
  serveUnder(session: MonolithSession | null): void {
    this.#session = session;
    for (const host of this.#open()) this.#abandon(host, 'shutdown');
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
      if (entry === undefined) break;
      if (entry.state === 'open') return { kind: 'open', host: entry.host };
      if (entry.state === 'loading') return entry.opened;
      await entry.closed;
    }
    if (this.#isDraining) return { kind: 'draining' };
    if (this.#session === null) return { kind: 'unavailable' };
    const opened = this.#load(room, this.#session);
    this.#entries.set(room, { state: 'loading', opened });
    return opened;
  }

  /** A Balancer knows a newer owner, or an operator moves or ends the room; of another epoch it is not meant for us (LNK-40). */
  unload(room: RoomKey, epoch: number, reason: 'duplicate' | 'move' | 'admin', to: MonolithId | null): void {
    const entry = this.#entries.get(room);
    if (entry?.state !== 'open' || entry.host.epoch !== epoch) return;
    const said = { duplicate: 'commanded', move: 'moved', admin: 'admin' } as const;
    void this.#release(entry.host, said[reason], to ?? undefined);
  }

  /** All rooms that are loaded now (LNK-31). */
  *loaded(): Iterable<{ room: RoomKey; epoch: number; metadata: RoomMetadata }> {
    for (const { key: room, epoch, metadata } of this.#open()) yield { room, epoch, metadata };
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Takes no more rooms, saves and releases those there are, and tells the Balancers (spec 3.5). */
  async shutdown(): Promise<void> {
    this.#isDraining = true;
    for (const entry of this.#entries.values()) if (entry.state === 'loading') await entry.opened;
    await Promise.all([...this.#open()].map((host) => this.#release(host, 'shutdown')));
    for (const entry of this.#entries.values()) if (entry.state === 'closing') await entry.closed;
  }

  async #load(room: RoomKey, session: MonolithSession): Promise<Opened> {
    const opened = await this.#claim(room, session);
    if (opened.kind === 'open') this.#entries.set(room, { state: 'open', host: opened.host });
    else this.#entries.delete(room);
    return opened;
  }

  async #claim(room: RoomKey, session: MonolithSession): Promise<Opened> {
    const { store, log } = this.#options;
    try {
      const claim = await store.claim(room, session.id);
      if (claim.kind === 'session-over' || this.#session !== session) return { kind: 'unavailable' };
      if (claim.kind !== 'claimed') return claim;
      return { kind: 'open', host: this.#host(room, claim, session) };
    } catch (error) {
      log.error({ err: error, room }, 'a room cannot be loaded');
      return { kind: 'unavailable' };
    }
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
      mayServe: () => session.mayServe(),
      events: {
        gone,
        idle: (host) => void this.#release(host, 'keepalive'),
        lost: (host) => this.#abandon(host, 'moved'),
      },
    });
  }

  #release(host: RoomHost, reason: UnloadReason, to?: MonolithId): Promise<void> {
    const closed = this.#saveAndTell(host, reason, to);
    this.#entries.set(host.key, { state: 'closing', closed });
    return closed;
  }

  async #saveAndTell(host: RoomHost, reason: UnloadReason, to: MonolithId | undefined): Promise<void> {
    const { key: room, epoch } = host;
    try {
      const isOurs = await host.release();
      this.#options.log.info({ room, epoch, reason, isOurs }, 'room unloaded');
    } catch (error) {
      this.#options.log.error({ err: error, room }, 'a room could not be saved as it was unloaded');
    }
    this.#entries.delete(room);
    for (const entrance of this.#options.entrances) entrance.unloaded(room, epoch, reason, to);
  }

  /** Stops serving a room that is or may be another Monolith's: nothing is written and nothing more is sent for it (OWN-2, OWN-3). */
  #abandon(host: RoomHost, reason: UnloadReason): void {
    host.abandon();
    this.#entries.delete(host.key);
    this.#options.log.warn({ room: host.key, epoch: host.epoch }, 'room given up: it is no longer ours');
    for (const entrance of this.#options.entrances) entrance.unloaded(host.key, host.epoch, reason);
  }

  *#open(): Iterable<RoomHost> {
    for (const entry of this.#entries.values()) if (entry.state === 'open') yield entry.host;
  }
}
