import { Database } from 'bun:sqlite';
import { join } from 'node:path';
import { until } from '@usher/kit/testing';
import { RequestType, type QueueItem, type RoomSettings } from '@usher/protocol';
import { newPermanentRoom, type PermanentRoom } from '../core/room/permanent-room.ts';
import type { RoomUser } from '../core/room/room-io.ts';
import type { RoomHost } from '../rooms/room-host.ts';
import { savedRoom } from '../rooms/permanent-saver.ts';
import { LOUNGE, type TestMonolith } from './test-monolith.ts';

/** Who owns the lounge when it is a permanent room. */
export const OWNER: RoomUser = { name: 'Olga', isLoggedIn: true, userId: 1, sessionId: 'session of Olga' };

const QUEUE: readonly QueueItem[] = ['one', 'two'].map((id) => ({
  service: 'direct',
  id,
  length: 100,
}));

const NEW = { name: 'Lounge', isTemporary: false, visibility: 'public', owner: OWNER.userId } as const;

/** A lounge that has been there before, and left a queue behind; it is not loaded. */
export async function createPermanentLounge(
  { permanentRooms }: TestMonolith,
  settings: Partial<RoomSettings> = {},
  epoch = 0,
): Promise<void> {
  const room = newPermanentRoom(NEW);
  const saved = { ...room, settings: { ...room.settings, ...settings }, queue: QUEUE };
  await permanentRooms.create(LOUNGE, epoch, savedRoom(saved));
}

export async function opened(at: TestMonolith): Promise<RoomHost> {
  return until('the room can be served', async () => {
    const outcome = await at.rooms.open(LOUNGE);
    return outcome.kind === 'open' && outcome.host;
  });
}

export async function applySettings(host: RoomHost, settings: Partial<RoomSettings>): Promise<void> {
  const error = await host.call(OWNER, { type: RequestType.ApplySettings, settings });
  if (error !== null) throw new Error(error.message);
}

/** Ids of what plays, what is queued, and what is offered to be queued again. */
export function queuesOf(host: RoomHost): {
  current: string | null;
  queue: string[];
  offered: string[] | null;
} {
  const { currentSource, queue, prevQueue } = host.view('administrator');
  return {
    current: currentSource?.id ?? null,
    queue: idsOf(queue),
    offered: prevQueue === null ? null : idsOf(prevQueue),
  };
}

const idsOf = (items: readonly QueueItem[]): string[] => items.map(({ id }) => id);

/** The stores of a data directory, seen from outside. */
export class StoreFiles {
  readonly #live: Database;
  readonly #durable: Database;

  constructor(dataDir: string) {
    this.#live = new Database(join(dataDir, 'live.db'));
    this.#durable = new Database(join(dataDir, 'usher.db'));
    for (const file of [this.#live, this.#durable]) file.run('PRAGMA busy_timeout = 5000');
  }

  row(): PermanentRoom | null {
    const row = this.#durable.query<{ state: string }, []>('SELECT state FROM rooms').get();
    return row === null ? null : (JSON.parse(row.state) as PermanentRoom);
  }

  hasLiveState(): boolean {
    return (
      this.#live.query<{ state: string }, []>('SELECT state FROM rooms').get()?.state.includes('snapshot') ===
      true
    );
  }

  /** As when a server of live state is started anew, empty. */
  loseLiveState(): void {
    this.#live.run('DELETE FROM rooms');
  }

  /** Until `comeBack` every question about permanent rooms fails. */
  goAway(): void {
    this.#durable.run('ALTER TABLE rooms RENAME TO away');
  }

  comeBack(): void {
    this.#durable.run('ALTER TABLE away RENAME TO rooms');
  }

  close(): void {
    this.#live.close();
    this.#durable.close();
  }
}
