import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientId, isObject, roomKey, type ClientId, type MonolithId, type RoomKey } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { createLogger, realClock, realTimers } from '@usher/kit/runtime';
import type { Entrance, Guest } from '../clients/entrance.ts';
import { openMedia } from '../media/open-media.ts';
import type { SegmentSource } from '../media/sponsorblock.ts';
import { RoomTraffic } from '../metrics/room-traffic.ts';
import { MonolithSession } from '../ownership/monolith-session.ts';
import { openDurableStore } from '../store/durable-store.ts';
import { MediaCache } from '../store/media-cache.ts';
import { PermanentRooms } from '../store/permanent-rooms.ts';
import { Sessions } from '../store/sessions.ts';
import { SqliteLiveState } from '../store/sqlite-live-state.ts';
import type { LiveState } from '../store/live-state.ts';
import { Rooms } from '../rooms/rooms.ts';
import { Visits } from '../rooms/visits.ts';

export const log = createLogger('test', 'silent');

/** Plays the entrance: writes down what clients would get, in order. */
class RecordingEntrance implements Entrance {
  readonly heard: { to: ClientId | RoomKey; message: Record<string, unknown> }[] = [];
  readonly told: unknown[][] = [];

  send(client: ClientId, message: string): void {
    this.#hear(client, message);
  }

  broadcast(room: RoomKey, message: string): void {
    this.#hear(room, message);
  }

  kick(...args: Parameters<Entrance['kick']>): void {
    this.told.push(['kick', ...args]);
  }

  moved(...args: Parameters<Entrance['moved']>): void {
    this.told.push(['moved', ...args]);
  }

  refused(...args: Parameters<Entrance['refused']>): void {
    this.told.push(['refused', ...args]);
  }

  /** Until when Balancers have not parked the clients of a room that leaves. */
  holdLeaving: Promise<void> | null = null;

  async leaving(room: RoomKey): Promise<void> {
    this.told.push(['leaving', room]);
    await this.holdLeaving;
  }

  draining(): void {
    this.told.push(['draining']);
  }

  loaded(...args: Parameters<Entrance['loaded']>): void {
    this.told.push(['loaded', ...args]);
  }

  unloaded(...args: Parameters<Entrance['unloaded']>): void {
    this.told.push(['unloaded', ...args]);
  }

  toldOf(kind: string): unknown[][] {
    return this.told.filter(([what]) => what === kind);
  }

  /** The texts of chat that went to `room`, in order. */
  chats(room: RoomKey): unknown[] {
    return this.heard
      .filter(({ to, message }) => to === room && message['action'] === 'chat')
      .map(({ message }) => message['text']);
  }

  hasJoined(client: ClientId): boolean {
    return this.heard.some(({ to, message }) => to === client && message['action'] === 'you');
  }

  #hear(to: ClientId | RoomKey, text: string): void {
    const message: unknown = JSON.parse(text);
    if (isObject(message)) this.heard.push({ to, message });
  }
}

/** One Monolith without its network, on real stores; several share a data directory. */
export interface TestMonolith {
  readonly id: MonolithId;
  readonly store: LiveState;
  readonly sessions: Sessions;
  readonly permanentRooms: PermanentRooms;
  readonly rooms: Rooms;
  readonly visits: Visits;
  readonly entrance: RecordingEntrance;
  readonly session: MonolithSession;
  guest(room: RoomKey, token: string): Guest;
  close(): Promise<void>;
}

export async function startTestMonolith(
  dataDir: string,
  options: {
    unloadAfterMs?: number;
    database?: string;
    segments?: SegmentSource;
    over?: () => void;
    wrap?: (store: LiveState) => LiveState;
  } = {},
): Promise<TestMonolith> {
  const sqlite = new SqliteLiveState({ dataDir });
  const store = options.wrap?.(sqlite) ?? sqlite;
  const durable = await openDurableStore(dataDir, options.database);
  const sessions = new Sessions(durable);
  const permanentRooms = new PermanentRooms(durable);
  const entrance = new RecordingEntrance();
  const rooms: Rooms = new Rooms({
    store,
    permanentRooms,
    entrances: new Set([entrance]),
    traffic: new RoomTraffic(realClock),
    media: openMedia({
      allowHosts: [],
      youtubeApiKey: '',
      peertubeInstances: [],
      cache: new MediaCache(durable),
      observe: () => undefined,
      log,
    }),
    segments: options.segments ?? { segmentsOf: () => Promise.resolve([]) },
    timers: realTimers,
    now: Date.now,
    random: Math.random,
    unloadAfterMs: options.unloadAfterMs ?? 60_000,
    gone: (client) => visits.gone(client),
    unloaded: (room) => visits.unloaded(room),
    log,
  });
  const visits = new Visits({ rooms, sessions, log });
  const session = await MonolithSession.open({
    store,
    clock: realClock,
    timers: realTimers,
    log,
    events: {
      fenced: () => rooms.freeze(),
      renewed: () => void rooms.thaw(),
      over: options.over ?? (() => undefined),
    },
  });
  rooms.serveUnder(session);
  let guests = 0;
  return {
    id: session.id,
    store,
    sessions,
    permanentRooms,
    rooms,
    visits,
    entrance,
    session,
    guest: (room, token) => ({ id: clientId(`${session.id}-${guests++}`), room, token, entrance }),
    async close() {
      await rooms.shutdown();
      await session.end();
      await durable.destroy();
      await store.close();
    },
  };
}

/** A temporary directory that is deleted with `remove`. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'usher-monolith-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const LOUNGE = roomKey('lounge') ?? ('' as RoomKey);

export async function createLounge({ rooms }: TestMonolith): Promise<void> {
  await rooms.create(LOUNGE, { name: 'Lounge', isTemporary: true, visibility: 'public', owner: null });
}

export const chat = (text: string) => ({ action: 'req', request: { type: 11, text } });

/** Somebody new joins the lounge. */
export async function enter(at: TestMonolith): Promise<Guest> {
  const guest = at.guest(LOUNGE, await at.sessions.grant());
  at.visits.joined(guest, false);
  await until('the client has joined', () => at.entrance.hasJoined(guest.id));
  return guest;
}
