/** Judges a peer by what is heard of it: any frame is a sign of life (LNK-5, CON-6). */
export class Liveness {
  readonly #pingAfterMs: number;
  readonly #deadAfterMs: number;
  #heardAt: number;
  #pingedAt: number;

  constructor(options: { pingAfterMs: number; deadAfterMs: number; now: number }) {
    this.#pingAfterMs = options.pingAfterMs;
    this.#deadAfterMs = options.deadAfterMs;
    this.#heardAt = options.now;
    this.#pingedAt = options.now;
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  /** What to do now: `ping` at most once per `pingAfterMs` of silence. */
  check(now: number): 'alive' | 'ping' | 'dead' {
    const silence = now - this.#heardAt;
    if (silence >= this.#deadAfterMs) return 'dead';
    if (silence < this.#pingAfterMs || now - this.#pingedAt < this.#pingAfterMs) return 'alive';
    this.#pingedAt = now;
    return 'ping';
  }
}
