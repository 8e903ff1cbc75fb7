import type { PageLog } from './page-log.ts';

/** Runs in the page: whatever its WebSockets send and receive is under way for any time between the two, each message for itself, in order. */
export function slowSocket([leastMs, mostMs]: readonly [number, number]): void {
  const { pageLog } = globalThis as unknown as { pageLog: PageLog };
  type Listener = (event: Event) => void;

  function delayed(): (run: () => void) => void {
    const waiting: (() => void)[] = [];
    let last = 0;
    return (run) => {
      const now = pageLog.now();
      last = Math.max(last, now + leastMs + Math.random() * (mostMs - leastMs));
      waiting.push(run);
      // Timers of nearly the same time may end in another order than they began; the first of them takes the first message.
      setTimeout(() => waiting.shift()?.(), last - now);
    };
  }

  globalThis.WebSocket = class extends WebSocket {
    readonly #up = delayed();
    readonly #down = delayed();

    override send(data: string): void {
      this.#up(() => super.send(data));
    }

    override addEventListener(name: string, listener: unknown): void {
      super.addEventListener(name, (event) => {
        this.#down(() => {
          if (name === 'message') pageLog.joinedAt ??= pageLog.now();
          (listener as Listener)(event);
        });
      });
    }
  };
}
