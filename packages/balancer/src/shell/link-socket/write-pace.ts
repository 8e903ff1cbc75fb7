/** From so many messages in a millisecond on, to wait for one saves seven of eight writes. */
const DENSE_PER_MS = 8;
/** What is looked at at a time. */
const WINDOW_MS = 4;

/**
 * When to write what is to be sent: at the end of the turn of the event loop, or, where messages come thick and fast, a millisecond later
 * together with those of the next turns, as network cards moderate their interrupts.
 */
export class WritePace {
  #messages = 0;
  #since = 0;
  #isDense = false;

  /** One more is to be sent. */
  count(): void {
    this.#messages++;
  }

  /** How long the first message of a write waits for others, in milliseconds; asked once per write. 0: for the end of the turn. */
  waitMs(now: number): 0 | 1 {
    const elapsed = now - this.#since;
    if (elapsed >= WINDOW_MS) {
      this.#isDense = this.#messages >= DENSE_PER_MS * elapsed;
      this.#messages = 0;
      this.#since = now;
    }
    return this.#isDense ? 1 : 0;
  }
}
