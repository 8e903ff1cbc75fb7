import { LIMITS } from '@usher/protocol';

/** A Balancer looks for silence once in a while, and rooms have to be told. */
const NOTICED_WITHIN_MS = 5000;

interface Silence {
  readonly ids: readonly string[];
  /** From when on nobody may see them any more (CON-6). */
  readonly overAt: number;
}

/** Those who have fallen silent, of all steps: their processes stand still, and their sockets stay open until a Balancer closes them. */
export class SilentPeople implements AsyncDisposable {
  readonly #silences: Silence[] = [];
  readonly #processes = new AsyncDisposableStack();

  /** @param processes theirs, which must not end before */
  add(ids: readonly string[], processes: AsyncDisposable): void {
    this.#processes.use(processes);
    this.#silences.push({ ids, overAt: Date.now() + LIMITS.clientSilenceMs + NOTICED_WITHIN_MS });
  }

  get count(): number {
    return this.#silences.flatMap(({ ids }) => ids).length;
  }

  /** Who may still be seen at that moment. */
  unnoticedAt(now: number): readonly string[] {
    return this.#silences.flatMap(({ ids, overAt }) => (overAt > now ? ids : []));
  }

  /** When nobody of them may be seen any more. */
  get overAt(): number {
    return Math.max(0, ...this.#silences.map(({ overAt }) => overAt));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#processes.disposeAsync();
  }
}
