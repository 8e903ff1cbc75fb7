import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { PermanentRoom } from '../core/room/permanent-room.ts';
import type { SavedRoom } from '../store/permanent-rooms.ts';
import { RoomSaver } from './room-saver.ts';

/** Many rooms wait for the same database: what it missed is in the live-state store meanwhile. */
const RETRY_MS = 2000;

export interface PermanentSaverOptions {
  /** The room as it is now. */
  readonly room: () => PermanentRoom;
  /** `false`: there is no such row, or another Monolith's word counts. */
  readonly save: (saved: SavedRoom) => Promise<boolean>;
  /** Whether the row is as the room is now. */
  readonly isSaved: boolean;
  readonly timers: Timers;
  readonly log: Logger;
}

/**
 * Writes the row of a permanent room soon after its settings, or who may do what in it, have changed (ROM-3). The queue goes along; by itself it is
 * worth no write before the room is unloaded (ROM-25).
 */
export class PermanentSaver {
  readonly #options: PermanentSaverOptions;
  readonly #saver: RoomSaver;
  /** What the row says, as far as we know. */
  #written: { readonly queue: PermanentRoom['queue']; readonly others: string } | null;

  constructor(options: PermanentSaverOptions) {
    this.#options = options;
    this.#written = options.isSaved ? parts(options.room()) : null;
    this.#saver = new RoomSaver({
      write: () => this.#write(),
      lost: () => undefined, // the live-state store says whose the room is
      timers: options.timers,
      log: options.log,
      retryMs: RETRY_MS,
    });
    if (!options.isSaved) this.changed();
  }

  /** Something about the room may have changed. */
  changed(): void {
    this.#saver.changed();
  }

  /** Begins no more writes. What the row has yet to be told, the queue included, is the caller's to write; `null`: nothing. */
  stop(): SavedRoom | null {
    void this.#saver.stop();
    const room = this.#options.room();
    const { queue, others } = parts(room);
    const isSaved = others === this.#written?.others && isSame(queue, this.#written.queue);
    return isSaved ? null : savedRoom(room);
  }

  async #write(): Promise<boolean> {
    const room = this.#options.room();
    const written = parts(room);
    if (written.others === this.#written?.others) return true;
    const isOurs = await this.#options.save(savedRoom(room));
    if (!isOurs)
      this.#options.log.warn('the database does not let this room be saved: it was deleted, or moved');
    this.#written = written;
    return true;
  }
}

/** As the database keeps it. */
export function savedRoom(room: PermanentRoom): SavedRoom {
  return { owner: room.owner, state: JSON.stringify(room) };
}

/** The queue, and the text of everything else. */
function parts({ queue, ...others }: PermanentRoom): { queue: PermanentRoom['queue']; others: string } {
  return { queue, others: JSON.stringify(others) };
}

const isSame = (one: PermanentRoom['queue'], other: PermanentRoom['queue']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
