import type { Logger } from '@usher/kit/runtime';
import type { LiveState } from '../store/live-state.ts';
import type { RoomRows } from '../store/permanent-rooms.ts';
import type { StoppedRoom } from './room-host.ts';

/** Whether a room is still ours, as far as the live-state store can say (OWN-2). */
export type Verdict = 'ours' | 'lost' | 'unknown';

/** Puts stopped rooms into the stores. That one cannot be reached is an answer, too (OWN-6). */
export class RoomKeeper {
  readonly #live: LiveState;
  readonly #permanent: RoomRows;
  readonly #log: Logger;
  readonly #rowWrites = new Set<Promise<unknown>>();

  constructor(options: { store: LiveState; permanentRooms: RoomRows; log: Logger }) {
    this.#live = options.store;
    this.#permanent = options.permanentRooms;
    this.#log = options.log;
  }

  /** Writes a room down, and keeps it. */
  save(room: StoppedRoom): Promise<Verdict> {
    return this.#write(room, () => this.#live.save(room.key, room.epoch, room.state));
  }

  /** Writes a room down as it is, and gives it up (OWN-4). Nobody waits for its row: whoever has the room next writes that, too. */
  release(room: StoppedRoom): Promise<Verdict> {
    const written = this.#writeRow(room);
    this.#rowWrites.add(written);
    void written.then(() => this.#rowWrites.delete(written));
    return this.#write(room, () => this.#live.release(room.key, room.epoch, room.state));
  }

  /**
   * Puts a room to rest: of a permanent one only the row is left, and its next visitors find it as it is loaded (ROM-25). If the row cannot be
   * written the live state stays: nothing is lost.
   */
  async retire(room: StoppedRoom): Promise<Verdict> {
    if (room.isTemporary || !(await this.#writeRow(room))) return this.release(room);
    return this.#write(room, () => this.#live.remove(room.key, room.epoch));
  }

  /** Deletes a room for good; then its name is free. */
  delete(room: StoppedRoom): Promise<Verdict> {
    return this.#write(room, async () => {
      await this.#permanent.delete(room.key, room.epoch);
      return this.#live.remove(room.key, room.epoch);
    });
  }

  /** When no row is being written any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#rowWrites);
  }

  async #write({ key, epoch, written }: StoppedRoom, write: () => Promise<boolean>): Promise<Verdict> {
    try {
      await written;
      const verdict = (await write()) ? 'ours' : 'lost';
      this.#log.debug({ room: key, epoch, verdict }, 'a room that was stopped is written down');
      return verdict;
    } catch (error) {
      this.#log.warn({ err: error, room: key, epoch }, 'a room cannot be written down, it is tried again');
      return 'unknown';
    }
  }

  /** Whether the row needs no more from us; where it does not let itself be written, it is deleted or another Monolith's. */
  async #writeRow({ key, epoch, row }: StoppedRoom): Promise<boolean> {
    if (row === null) return true;
    try {
      await this.#permanent.save(key, epoch, row);
      return true;
    } catch (error) {
      this.#log.warn({ err: error, room: key, epoch }, 'the row of a room cannot be written');
      return false;
    }
  }
}
