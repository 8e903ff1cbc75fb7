/** Other Balancers come and go. */
const ASK_EVERY_MS = 15_000;

interface PeerListOptions {
  /** Asks for the addresses of other Balancers; `null` when there is no whole answer. */
  readonly ask: (stopped: AbortSignal) => Promise<readonly string[] | null>;
  readonly found: (addresses: readonly string[]) => void;
  readonly askEveryMs?: number;
}

/** Follows which other Balancers there are. No answer changes nothing, and is asked for again like any other. */
export class PeerList {
  readonly #options: PeerListOptions;
  /** From a start to the next stop. */
  #life = new AbortController();
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PeerListOptions) {
    this.#options = options;
  }

  start(): void {
    this.#life = new AbortController();
    void this.#ask(this.#life.signal);
  }

  stop(): void {
    this.#life.abort();
    clearTimeout(this.#next);
  }

  async #ask(stopped: AbortSignal): Promise<void> {
    const { ask, found, askEveryMs = ASK_EVERY_MS } = this.#options;
    const addresses = await ask(stopped);
    if (stopped.aborted) return;
    if (addresses !== null) found(addresses);
    this.#next = setTimeout(() => void this.#ask(stopped), askEveryMs);
  }
}
