const PERIOD_MS = 20;

/** Above this, times say more about the machine than about what runs on it. */
export const LAG_MAX_MS = 200;

/** How late this process gets the CPU: when it is late, so is everyone else on the machine, and times say less. */
export class LagWatch implements Disposable {
  #latestMs = 0;
  #dueAt = performance.now() + PERIOD_MS;
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.#latestMs = Math.max(this.#latestMs, now - this.#dueAt);
    this.#dueAt = now + PERIOD_MS;
  }, PERIOD_MS);

  get latestMs(): number {
    return Math.round(this.#latestMs);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
