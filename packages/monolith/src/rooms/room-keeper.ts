import type { Logger } from '@usher/kit/runtime';
import type { RoomKey } from '@usher/protocol';
import type { MonolithSession } from '../ownership/monolith-session.ts';
import type { Claim, LiveState } from '../store/live-state.ts';
import type { StoppedRoom } from './room-host.ts';

/** Whether a room is still ours, as far as the store can say (OWN-2). */
type Verdict = 'ours' | 'lost' | 'unknown';

/** What the live-state store says of rooms. That it cannot be reached is an answer, too (OWN-6). */
export class RoomKeeper {
  readonly #store: LiveState;
  readonly #log: Logger;

  constructor(options: { store: LiveState; log: Logger }) {
    this.#store = options.store;
    this.#log = options.log;
  }

  async claim(room: RoomKey, session: MonolithSession): Promise<Claim | { readonly kind: 'unavailable' }> {
    try {
      return await this.#store.claim(room, session.id);
    } catch (error) {
      this.#log.error({ err: error, room }, 'a room cannot be claimed');
      return { kind: 'unavailable' };
    }
  }

  /** Writes a stopped room down, and keeps it. */
  save(room: StoppedRoom): Promise<Verdict> {
    return this.#write(room, () => this.#store.save(room.key, room.epoch, room.state));
  }

  /** Writes a stopped room down, and gives it up (OWN-4). */
  release(room: StoppedRoom): Promise<Verdict> {
    return this.#write(room, () => this.#store.release(room.key, room.epoch, room.state));
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
}
