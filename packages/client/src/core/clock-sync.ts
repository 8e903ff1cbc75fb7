/** An answer of the server to `clock`: its times of receipt and of sending, ms. */
export interface ClockAnswer {
  readonly t0: number;
  readonly t1: number;
  readonly t2: number;
}

interface Sample {
  /** How much later, by the two clocks, our question arrived: one way plus the offset. */
  readonly up: number;
  /** The same for the answer: one way minus the offset. */
  readonly down: number;
}

const BURST = { questions: 25, intervalMs: 80 };
/** Where delays vary by more than the burst's interval, its messages arrive one behind the other, all of them late. So more follow, farther apart. */
const SECOND_BURST = { questions: 30, intervalMs: 320 };
const STEADY_INTERVAL_MS = 1_000;
const WINDOW = 60;
/** A question asked this much too late means that we slept: the samples are of another time. */
const SLEPT_MS = 5_000;
/** After a break the measured offset stays in use until this many new samples can do better. */
const SAMPLES_BEFORE_CHANGE = 5;
/** Delays are never negative. When the smallest add up to less than this, the samples are of two times: a clock has jumped. */
const NEGATIVE_DELAY_MAX_MS = 20;
/** A rough guess further off than this cannot be explained by delay: it is another clock. */
const OTHER_CLOCK_MS = 1_000;

/**
 * Follows the server's clock (WEB-2). All times are monotonic ms of our clock, but `t1`, `t2` and `serverTime`, which are the server's.
 * The smallest delays of the two directions are taken separately: they need not come from one and the same round trip.
 */
export class ClockSync {
  #offsetMs: number | null = null;
  #samples: Sample[] = [];
  #measured = false;
  #asked = 0;
  #burstAt = 0;
  #heardAt = 0;
  #nextAt: number | null = null;

  /** Server time minus our time; `null` before anything is known. */
  get offsetMs(): number | null {
    return this.#offsetMs;
  }

  /** Measures anew: after connecting, after sleep, with another clock (WEB-2, WEB-5). The offset stays until there is a better one. */
  restart(now: number): void {
    this.#measured ||= this.#samples.length > 0;
    this.#samples = [];
    this.#asked = 0;
    this.#burstAt = now;
    this.#heardAt = now;
    this.#nextAt = now;
  }

  /** Asks no more; the offset stays. */
  stop(): void {
    this.#nextAt = null;
  }

  /** When to `ask` next, or `null`. */
  deadlineMs(): number | null {
    return this.#nextAt;
  }

  /** The `t0` of a question to be sent now, or `null` when it is not time. */
  ask(now: number): number | null {
    if (this.#nextAt === null || now < this.#nextAt) return null;
    if (now - this.#nextAt > SLEPT_MS) this.restart(now);
    this.#asked += 1;
    this.#nextAt = now + this.#intervalMs();
    return now;
  }

  /** Takes an answer received at `t3`. */
  answer({ t0, t1, t2 }: ClockAnswer, t3: number): void {
    if (t0 < this.#burstAt || t0 > t3) return;
    this.#heardAt = t3;
    this.#samples.push({ up: t1 - t0, down: t3 - t2 });
    if (this.#samples.length > WINDOW) this.#samples.shift();
    // Where the monotonic clock stands still while the machine sleeps, only this tells of it.
    if (this.#least('up') + this.#least('down') < -NEGATIVE_DELAY_MAX_MS) return this.#startOver(t3);
    if (this.#measured && this.#samples.length < SAMPLES_BEFORE_CHANGE) return;
    this.#offsetMs = (this.#least('up') - this.#least('down')) / 2;
  }

  /** A `serverTime` seen in another message: late by one way, but better than nothing. */
  hint(serverTime: number, receivedAt: number): void {
    const guess = serverTime - receivedAt;
    if (this.#offsetMs !== null && Math.abs(guess - this.#offsetMs) <= OTHER_CLOCK_MS) return;
    if (this.#samples.length > 0) return;
    this.#offsetMs = guess;
    this.#measured = false;
  }

  /** For how long questions have gone unanswered, ms; 0 when none are asked. */
  silentMs(now: number): number {
    return this.#nextAt === null ? 0 : now - this.#heardAt;
  }

  #intervalMs(): number {
    if (this.#asked < BURST.questions) return BURST.intervalMs;
    const isSecond = this.#asked < BURST.questions + SECOND_BURST.questions;
    return isSecond && this.#areDelaysUneven() ? SECOND_BURST.intervalMs : STEADY_INTERVAL_MS;
  }

  #areDelaysUneven(): boolean {
    const spread = (direction: keyof Sample) =>
      Math.max(...this.#samples.map((sample) => sample[direction])) - this.#least(direction);
    return Math.max(spread('up'), spread('down')) > BURST.intervalMs;
  }

  /** The newest sample is the only one of now. */
  #startOver(now: number): void {
    const newest = this.#samples.slice(-1);
    this.restart(now);
    this.#measured = false;
    this.#samples = newest;
    this.#offsetMs = (this.#least('up') - this.#least('down')) / 2;
  }

  #least(direction: keyof Sample): number {
    return this.#samples.reduce((least, sample) => Math.min(least, sample[direction]), Infinity);
  }
}
