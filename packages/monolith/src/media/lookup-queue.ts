import { Tally } from '@usher/kit';
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
  /** By asker. */
  readonly #waiting = new Tally<string>();
  readonly #running = new Tally<string>();

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
      if (--job.waiters === 0 && job.state === 'waiting') this.#forget(job);
    };
    job.waiters++;
    asker.signal.addEventListener('abort', leave, { once: true });
    try {
      return (await Promise.race([job.done.promise, gone])) as Result;
    } finally {
      asker.signal.removeEventListener('abort', leave);
    }
  }

  #add(key: string, { id: by, waitingMax }: LookupAsker, work: () => Promise<Result>): Job {
    if (this.#waiting.total >= this.#limits.waitingMax || this.#waiting.of(by) >= waitingMax)
      throw tooManyLookups('Too many videos are being looked up. Please try again in a moment.');
    const job: Job = { key, by, work, done: Promise.withResolvers(), waiters: 0, state: 'waiting' };
    job.done.promise.catch(() => undefined); // whoever waits hears it; maybe nobody does any more
    this.#jobs.set(key, job);
    this.#waiting.add(by);
    if (this.#mayStart(job)) void this.#start(job); // the others could not before, and still cannot
    return job;
  }

  #startAll(): void {
    for (const job of this.#jobs.values()) {
      if (this.#running.total >= this.#limits.runningMax) return;
      if (job.state === 'waiting' && this.#mayStart(job)) void this.#start(job);
    }
  }

  #mayStart({ by }: Job): boolean {
    const { runningMax, runningPerAskerMax } = this.#limits;
    return this.#running.total < runningMax && this.#running.of(by) < runningPerAskerMax;
  }

  /** Nobody waits for it any more, and it has not begun. */
  #forget({ key, by }: Job): void {
    this.#jobs.delete(key);
    this.#waiting.remove(by);
  }

  async #start(job: Job): Promise<void> {
    job.state = 'running';
    this.#waiting.remove(job.by);
    this.#running.add(job.by);
    try {
      job.done.resolve(await job.work());
    } catch (error) {
      job.done.reject(error);
    }
    this.#jobs.delete(job.key);
    this.#running.remove(job.by);
    this.#startAll();
  }
}
