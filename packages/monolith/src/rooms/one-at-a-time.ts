/**
 * Does one thing for each of many keys, never twice at once for the same one: whoever asks meanwhile has it done once more afterwards, so that
 * the last time sees everything.
 */
export class OneAtATime<Key> {
  readonly #work: (key: Key) => Promise<void>;
  /** Whether it has been asked for again. */
  readonly #running = new Map<Key, boolean>();

  /** @param work must not fail */
  constructor(work: (key: Key) => Promise<void>) {
    this.#work = work;
  }

  run(key: Key): void {
    const isRunning = this.#running.has(key);
    this.#running.set(key, isRunning);
    if (!isRunning) void this.#runUntilDone(key);
  }

  async #runUntilDone(key: Key): Promise<void> {
    do {
      this.#running.set(key, false);
      await this.#work(key);
    } while (this.#running.get(key) === true);
    this.#running.delete(key);
  }
}
