/** Judges a peer by what is heard of it: any frame is a sign of life (LNK-5, CON-6). */
export class Liveness {
  readonly #pingAfterMs: number;
  readonly #deadAfterMs: number;
  #heardAt: number;
  #pingedAt: number;
  /** Since when the peer is not read. */
  #unreadSince: number | null = null;

  constructor(options: { pingAfterMs: number; deadAfterMs: number; now: number }) {
    this.#pingAfterMs = options.pingAfterMs;
    this.#deadAfterMs = options.deadAfterMs;
    this.#heardAt = options.now;
    this.#pingedAt = options.now;
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  /** The peer is not read from now on: until `read`, silence is not its fault. It is pinged all the same. */
  unread(now: number): void {
    this.#unreadSince ??= now;
  }

  /** It is read again; the time since `unread` does not count as silence. */
  read(now: number): void {
    if (this.#unreadSince === null) return;
    this.#heardAt += now - Math.max(this.#unreadSince, this.#heardAt);
    this.#unreadSince = null;
  }

  /** What to do now: `ping` at most once per `pingAfterMs` of silence. */
  check(now: number): 'alive' | 'ping' | 'dead' {
    const silence = now - this.#heardAt;
    if (silence >= this.#deadAfterMs && this.#unreadSince === null) return 'dead';
    if (silence < this.#pingAfterMs || now - this.#pingedAt < this.#pingAfterMs) return 'alive';
    this.#pingedAt = now;
    return 'ping';
  }
}
