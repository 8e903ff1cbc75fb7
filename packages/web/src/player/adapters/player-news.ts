import type { PlayerState } from './media-player.ts';

export const AT_FIRST: PlayerState = {
  // WEB-6: the room waits for whoever has begun to load.
  status: 'buffering',
  problem: null,
  blocked: 'nothing',
  duration: null,
  isLive: false,
  bufferedTo: 0,
  captionTracks: [],
};

/** A player's state, and those who want to hear of it. */
export class PlayerNews {
  readonly #listeners = new Set<() => void>();
  #state = AT_FIRST;

  get state(): PlayerState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everyone, whether or not `changes` change anything. */
  tell(changes: Partial<PlayerState> = {}): void {
    const next = { ...this.#state, ...changes };
    const keys = Object.keys(changes) as (keyof PlayerState)[];
    if (keys.some((key) => next[key] !== this.#state[key])) this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Nobody hears anything any more. */
  end(): void {
    this.#listeners.clear();
  }
}
