import { tooManyLookups } from './media-error.ts';

/** How many lookups go on at the same time, and wait (MED-2). */
export interface LookupLimits {
  readonly runningMax: number;
  readonly runningPerAskerMax: number;
  readonly waitingMax: number;
}

const LOOKUP_LIMITS: LookupLimits = { runningMax: 8, runningPerAskerMax: 3, waitingMax: 2000 };

/** Who waits for a lookup. */
export interface LookupAsker {
  /** Whose lookups are counted together: a session, or an address. */
  readonly id: string;
  /** How many of theirs may wait. */
  readonly waitingMax: number;
  /** Aborted: they do not wait any more. */
  readonly signal: AbortSignal;
}

interface Job {
  readonly key: string;
  readonly by: string;
  readonly done: PromiseWithResolvers<unknown>;
  readonly work: () => Promise<unknown>;
  waiters: number;
  state: 'waiting' | 'running';
}

/**
 * One lookup at a time of the same thing, which all share who ask meanwhile; few in all, and of one asker. The others wait in their order.
 * What nobody waits for any more is not begun.
 */
export class LookupQueue<Result> {
  readonly #limits: LookupLimits;
  readonly #jobs = new Map<string, Job>();
  readonly #runningOf = new Map<string, number>();
  #running = 0;

  constructor(limits = LOOKUP_LIMITS) {
    this.#limits = limits;
  }

  /** @throws MediaError when too many wait; the signal's reason when the asker waits no more */
  async run(key: string, asker: LookupAsker, work: () => Promise<Result>): Promise<Result> {
    asker.signal.throwIfAborted();
    const job = this.#jobs.get(key) ?? this.#add(key, asker, work);
    const { promise: gone, reject } = Promise.withResolvers<never>();
    const leave = () => {
      reject(asker.signal.reason as Error);
      if (--job.waiters === 0 && job.state === 'waiting') this.#jobs.delete(key);
    };
    job.waiters++;
    asker.signal.addEventListener('abort', leave, { once: true });
    this.#startAll();
    try {
      return (await Promise.race([job.done.promise, gone])) as Result;
    } finally {
      asker.signal.removeEventListener('abort', leave);
    }
  }

  #add(key: string, { id: by, waitingMax }: LookupAsker, work: () => Promise<Result>): Job {
    const waiting = [...this.#jobs.values()].filter(({ state }) => state === 'waiting');
    const ofAsker = waiting.filter((job) => job.by === by);
    if (waiting.length >= this.#limits.waitingMax || ofAsker.length >= waitingMax)
      throw tooManyLookups('Too many videos are being looked up. Please try again in a moment.');
    const job: Job = { key, by, work, done: Promise.withResolvers(), waiters: 0, state: 'waiting' };
    job.done.promise.catch(() => undefined); // whoever waits hears it; maybe nobody does any more
    this.#jobs.set(key, job);
    return job;
  }

  #startAll(): void {
    for (const job of this.#jobs.values()) {
      if (this.#running >= this.#limits.runningMax) return;
      if (job.state === 'waiting' && this.#countOf(job.by) < this.#limits.runningPerAskerMax)
        void this.#start(job);
    }
  }

  async #start(job: Job): Promise<void> {
    job.state = 'running';
    this.#count(job.by, 1);
    try {
      job.done.resolve(await job.work());
    } catch (error) {
      job.done.reject(error);
    }
    this.#jobs.delete(job.key);
    this.#count(job.by, -1);
    this.#startAll();
  }

  #countOf(asker: string): number {
    return this.#runningOf.get(asker) ?? 0;
  }

  #count(asker: string, change: 1 | -1): void {
    this.#running += change;
    const running = this.#countOf(asker) + change;
    if (running === 0) this.#runningOf.delete(asker);
    else this.#runningOf.set(asker, running);
  }
}
