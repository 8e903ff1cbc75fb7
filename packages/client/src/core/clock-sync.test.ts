import { describe, expect, it } from 'bun:test';
import { seededRandom } from '@usher/kit/testing';
import { ClockSync } from './clock-sync.ts';

/** A server whose clock is `offsetMs` ahead, behind a link with the given one-way delays, on which nothing overtakes. */
class Link {
  readonly sync = new ClockSync();
  now = 0;
  asked: number[] = [];
  readonly #answers: { t0: number; t1: number; t2: number; t3: number }[] = [];
  readonly #delay: { up: () => number; down: () => number };
  #arrivedAt = 0;
  #returnedAt = 0;
  offsetMs: number;

  constructor(offsetMs: number, delay: { up: () => number; down: () => number }) {
    this.offsetMs = offsetMs;
    this.#delay = delay;
  }

  /** Lets `ms` pass; questions and answers travel meanwhile. */
  run(ms: number): void {
    for (const end = this.now + ms; this.now < end; this.now += 1) {
      const t0 = this.sync.ask(this.now);
      if (t0 !== null) this.#askedAt(t0);
      for (const answer of this.#answers.filter(({ t3 }) => t3 === this.now))
        this.sync.answer(answer, this.now);
    }
  }

  #askedAt(t0: number): void {
    this.asked.push(t0);
    this.#arrivedAt = Math.max(this.#arrivedAt, t0 + this.#delay.up());
    this.#returnedAt = Math.max(this.#returnedAt, Math.ceil(this.#arrivedAt + this.#delay.down()));
    const t1 = this.#arrivedAt + this.offsetMs;
    this.#answers.push({ t0, t1, t2: t1, t3: this.#returnedAt });
  }
}

/** Delays of `base` ms and now and then a lot more. */
function jitter(seed: number, base: number, spread: number): () => number {
  const random = seededRandom(seed);
  return () => base + spread * random() ** 3;
}

function anythingUpTo(mostMs: number, seed: number): () => number {
  const random = seededRandom(seed);
  return () => mostMs * random();
}

describe('questions', () => {
  it('[WEB-2] come in a burst of 25 at 80 ms, then once a second', () => {
    const link = new Link(0, { up: () => 5, down: () => 5 });
    link.sync.restart(0);
    link.run(6000);
    const gaps = link.asked.slice(1).map((time, index) => time - (link.asked[index] ?? 0));
    expect(gaps.slice(0, 24)).toEqual(Array.from({ length: 24 }, () => 80));
    expect(gaps.slice(24)).toEqual([1000, 1000, 1000, 1000]);
  });

  it('[WEB-4] come in a second, slower burst where delays vary by more than 80 ms', () => {
    const link = new Link(0, { up: jitter(3, 0, 300), down: () => 5 });
    link.sync.restart(0);
    link.run(15_000);
    const gaps = link.asked.slice(1).map((time, index) => time - (link.asked[index] ?? 0));
    expect(gaps.slice(24, 54)).toEqual(Array.from({ length: 30 }, () => 320));
    expect(gaps.slice(54)).toEqual([1000, 1000, 1000]);
  });

  it('[WEB-2] stop, and begin with a new burst', () => {
    const link = new Link(0, { up: () => 5, down: () => 5 });
    link.sync.restart(0);
    link.run(3000);
    link.sync.stop();
    link.run(3000);
    expect(link.asked.at(-1)).toBeLessThan(3000);
    const before = link.asked.length;
    link.sync.restart(link.now);
    link.run(2000);
    expect(link.asked.length - before).toBe(25);
  });

  it('[WEB-2] begin with a new burst after sleep', () => {
    const link = new Link(0, { up: () => 5, down: () => 5 });
    link.sync.restart(0);
    link.run(5000);
    link.now += 600_000;
    const before = link.asked.length;
    link.run(2000);
    expect(link.asked.length - before).toBe(25);
  });
});

describe('sleep in which our own clock stands still', () => {
  for (const sleptMs of [400, 3_600_000]) {
    it(`[WEB-2] of ${sleptMs} ms is noticed with the next answer, and measured anew`, () => {
      const link = new Link(1_000, { up: () => 20, down: () => 25 });
      link.sync.restart(0);
      link.run(10_000);
      link.offsetMs += sleptMs;
      const before = link.asked.length;
      link.run(3_000);
      expect(Math.abs((link.sync.offsetMs ?? 0) - link.offsetMs)).toBeLessThan(5);
      expect(link.asked.length - before).toBeGreaterThan(20);
    });
  }
});

describe('offset', () => {
  for (const offset of [0, 7_654_321, -10_000]) {
    it(`[WEB-2] finds ${offset} ms to within 2 ms behind 50 to 150 ms of jitter, within 2 s`, () => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const link = new Link(offset, { up: jitter(seed, 50, 100), down: jitter(seed + 50, 50, 100) });
        link.sync.restart(0);
        link.run(2300);
        expect(Math.abs((link.sync.offsetMs ?? Infinity) - offset)).toBeLessThan(2);
      }
    });
  }

  it('[WEB-4] finds it to within 20 ms behind anything from 0 to 300 ms, within 12 s, nearly always', () => {
    const errors = Array.from({ length: 100 }, (_, seed) => {
      const link = new Link(0, { up: anythingUpTo(300, seed), down: anythingUpTo(300, seed + 1000) });
      link.sync.restart(0);
      link.run(12_000);
      return Math.abs(link.sync.offsetMs ?? Infinity);
    });
    expect(errors.filter((error) => error <= 20).length).toBeGreaterThanOrEqual(95);
  });

  it('[WEB-2] takes the smallest delay of each way, be they of different round trips', () => {
    const sync = new ClockSync();
    sync.restart(0);
    sync.answer({ t0: 0, t1: 1010, t2: 1010 }, 200);
    sync.answer({ t0: 100, t1: 1290, t2: 1290 }, 300);
    expect(sync.offsetMs).toBe(1000);
  });

  it('[WEB-2] follows a clock that drifts', () => {
    const link = new Link(0, { up: () => 20, down: () => 20 });
    link.sync.restart(0);
    for (let second = 0; second < 300; second++) {
      link.run(1000);
      link.offsetMs += 0.05;
    }
    expect(Math.abs((link.sync.offsetMs ?? Infinity) - link.offsetMs)).toBeLessThan(4);
  });

  it('[WEB-5] stays what it was until a new burst knows better', () => {
    const link = new Link(500, { up: () => 20, down: () => 20 });
    link.sync.restart(0);
    link.run(3000);
    link.offsetMs = 510;
    link.sync.restart(link.now);
    link.sync.hint(link.now + 510 - 20, link.now);
    link.run(300);
    expect(link.sync.offsetMs).toBe(500);
    link.run(1000);
    expect(link.sync.offsetMs).toBe(510);
  });

  it('[WEB-1] is guessed from the first server time seen, and anew when that is of quite another clock', () => {
    const sync = new ClockSync();
    expect(sync.offsetMs).toBeNull();
    sync.hint(5_000, 100);
    expect(sync.offsetMs).toBe(4_900);
    sync.hint(5_500, 700);
    expect(sync.offsetMs).toBe(4_900);
    sync.hint(90_000, 800);
    expect(sync.offsetMs).toBe(89_200);
  });

  it('[WEB-2] is not touched by answers to questions of before the restart', () => {
    const sync = new ClockSync();
    sync.restart(1000);
    sync.answer({ t0: 900, t1: 77, t2: 77 }, 1100);
    expect(sync.offsetMs).toBeNull();
  });
});

it('[WEB-14] tells for how long nobody answered, while it asks', () => {
  const sync = new ClockSync();
  expect(sync.silentMs(5000)).toBe(0);
  sync.restart(1000);
  sync.answer({ t0: 1000, t1: 0, t2: 0 }, 1010);
  expect(sync.silentMs(4010)).toBe(3000);
  sync.stop();
  expect(sync.silentMs(9000)).toBe(0);
});
