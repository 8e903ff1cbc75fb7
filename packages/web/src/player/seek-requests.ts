import { systemClock, systemTimers } from '@usher/client';

/** Seeks that come quicker than that are one: whoever holds a key down means the place where they let go. */
const PAUSE_MS = 250;
/** For so long after a seek it is not said that playback has followed: the next one counts from where it was asked to go. */
const ON_THE_WAY_MS = 1_000;

type Pace =
  | { readonly state: 'free' }
  /** One has just been made; the last of those that came since is made next. */
  | { readonly state: 'resting'; readonly cancel: () => void; readonly next: number | null };

/** The seeks of one viewer in one item. Everyone's player follows each of them, and the server takes only so many a second (CON-5). */
export class SeekRequests {
  readonly #seek: (to: number) => void;
  readonly #time: typeof systemClock & typeof systemTimers;
  #pace: Pace = { state: 'free' };
  #asked = { to: 0, at: -Infinity };

  constructor(seek: (to: number) => void, time = { ...systemClock, ...systemTimers }) {
    this.#seek = seek;
    this.#time = time;
  }

  /** Where the next step counts from, while playback is at `position`. */
  from(position: number): number {
    return this.#time.now() - this.#asked.at < ON_THE_WAY_MS ? this.#asked.to : position;
  }

  /** At once, or in a moment if no other comes until then. */
  request(to: number): void {
    this.#asked = { to, at: this.#time.now() };
    if (this.#pace.state === 'free') this.#make(to);
    else this.#pace = { ...this.#pace, next: to };
  }

  /** What has not been made yet never is. */
  cancel(): void {
    if (this.#pace.state === 'resting') this.#pace.cancel();
    this.#pace = { state: 'free' };
    this.#asked = { to: 0, at: -Infinity };
  }

  #make(to: number): void {
    const cancel = this.#time.after(PAUSE_MS, () => this.#rested());
    this.#pace = { state: 'resting', cancel, next: null };
    this.#seek(to);
  }

  #rested(): void {
    const next = this.#pace.state === 'resting' ? this.#pace.next : null;
    this.#pace = { state: 'free' };
    if (next !== null) this.#make(next);
  }
}
