import { median, residentBytes, strangersCpuMs } from '@usher/harness/measuring';
import { percentile, until } from '@usher/kit/testing';
import { expect } from 'bun:test';
import type { Innocents, Report } from './innocents.ts';

/** At each place: so many before an attack, and so many more in the course of it. */
const CALM_ANSWERS = 60;
const ANSWERS = 120;
/** So many times of calm are compared with, the last ones. */
const CALM_TIMES = 5;
/** How much slower than where nobody is attacked is not noticed by anybody. */
const UNNOTICED_MS = 10;
/**
 * Where nobody is attacked, only a machine that has too much else to do is so slow; and where strangers take so much of a core, those who are
 * attacked must share theirs. Then nothing below `BUSY_MACHINE_UNNOTICED_MS` is held against them.
 */
const BUSY_MACHINE_MS = 10;
const BUSY_MACHINE_SHARE = 0.2;
const BUSY_MACHINE_UNNOTICED_MS = 100;
/** Who has waited for so long will get no answer any more. */
const UNANSWERED_MS = 5000;
const JOINING_MS_MAX = 1000;
const BUSY_MACHINE_JOINING_MS_MAX = 3000;
/** How often an attack is made at most, and how often innocent people must have noticed nothing if they did at first: by chance, what else the machine does may meet the servers alone. */
const ROUNDS_MAX = 5;
const GOOD_ROUNDS_MIN = 2;
const MiB = 1024 * 1024;
/** What an attack may leave behind. The runtime keeps what it got for the first one, and has it for the next: what is kept of the attack grows with each. */
const LEFT_BYTES_MAX = 16 * MiB;
const MEMORY_RETURNS_MS = 1500;

interface Watched {
  readonly pid: number;
  readonly logs: string;
}

/** A place with innocent people whose server is attacked. */
interface Attacked {
  /** Of its public port. */
  readonly port: number;
  /** The place where people ask in the same way, and nobody is attacked. */
  readonly control: string;
}

/** What an attack was like for innocent people. */
interface Round {
  readonly places: Report['places'];
  /** Of a core, what strangers have taken of the machine meanwhile. */
  readonly strangersShare: number;
}

/** Holds processes that are attacked to what HOS-2 demands, round by round. */
export class Trial {
  readonly #innocents: Innocents;
  readonly #processes: readonly Watched[];
  readonly #fronts: Readonly<Record<string, Attacked>>;
  readonly #isExpected: (line: string) => boolean;
  readonly #logged: readonly number[];
  /** How slow the slowest answers were in times of calm, by place. */
  readonly #calmMs = new Map<string, number[]>();

  constructor(options: {
    innocents: Innocents;
    processes: readonly Watched[];
    fronts: Readonly<Record<string, Attacked>>;
    /** Whether a line of their logs that looks like a complaint is none. */
    isExpected: (line: string) => boolean;
  }) {
    this.#innocents = options.innocents;
    this.#processes = options.processes;
    this.#fronts = options.fronts;
    this.#isExpected = options.isExpected;
    this.#logged = this.#processes.map(({ logs }) => logs.length);
  }

  /**
   * Makes the attack, again where there is doubt, and then demands what holds after any.
   * @param unnoticedMs how slow answers may be whatever they were before, if that is more than for all others
   */
  async withstands(attack: () => Promise<void>, unnoticedMs = 0): Promise<void> {
    const slowdowns: number[] = [];
    const noticed: string[] = [];
    let isMemoryBack = false;
    do {
      const before = this.#memory();
      const round = await this.#round(attack);
      const places = Object.entries(this.#fronts).map((each) => this.#slowdown(each, round, unnoticedMs));
      slowdowns.push(Math.max(...places.map(({ slowdown }) => slowdown)));
      noticed.push(...places.map(({ text }) => text));
      isMemoryBack = (await this.#returns(before)) || isMemoryBack;
    } while (slowdowns.length < ROUNDS_MAX && !(isMemoryBack && isUnnoticed(slowdowns)));
    expect(isUnnoticed(slowdowns), noticed.join('\n')).toBe(true);
    const complaints = this.#processes.flatMap(({ logs }, n) => complaintsIn(logs.slice(this.#logged[n])));
    expect(complaints.filter((line) => !this.#isExpected(line))).toEqual([]);
    expect({ isMemoryBack }).toEqual({ isMemoryBack: true });
  }

  /** What innocent people notice of it. Nobody is cut off, hears what is not for them, waits in vain, or stays outside. */
  async #round(attack: () => Promise<void>): Promise<Round> {
    const calm = await this.#innocents.notice(CALM_ANSWERS);
    for (const [place, { samples }] of Object.entries(calm.places))
      this.#calmMs.set(place, [...(this.#calmMs.get(place) ?? []), p99(samples)].slice(-CALM_TIMES));
    const [strangersMs, from] = [strangersCpuMs(), performance.now()];
    await attack();
    const { closed, strange, places } = await this.#innocents.notice(ANSWERS);
    const strangersShare = (strangersCpuMs() - strangersMs) / (performance.now() - from);
    const round = { places, strangersShare };
    expect({ closed, strange }).toEqual({ closed: [], strange: 0 });
    for (const [place, { port, control }] of Object.entries(this.#fronts)) {
      expect([place, (await fetch(`http://127.0.0.1:${port}/api/status`)).status]).toEqual([place, 200]);
      const { waitingMs = 0, joins = [], joiningMs = 0 } = places[place] ?? {};
      expect(waitingMs).toBeLessThan(UNANSWERED_MS);
      expect(joins.length).toBeGreaterThan(0);
      expect(Math.max(joiningMs, ...joins)).toBeLessThan(
        isBusy(round, control) ? BUSY_MACHINE_JOINING_MS_MAX : JOINING_MS_MAX,
      );
    }
    return round;
  }

  /** By how much the slowest answers were slower than they may be, over 1. */
  #slowdown(
    [place, { control }]: [string, Attacked],
    round: Round,
    unnoticedMs: number,
  ): { slowdown: number; text: string } {
    const { places, strangersShare } = round;
    const [during, calm] = [p99(places[place]?.samples), median(this.#calmMs.get(place) ?? [])];
    const elsewhere = p99(places[control]?.samples);
    const unnoticed = isBusy(round, control) ? BUSY_MACHINE_UNNOTICED_MS : elsewhere + UNNOTICED_MS;
    const [ms, calmMs, elsewhereMs] = [during, calm, elsewhere].map((each) => each.toFixed(1));
    return {
      slowdown: during / Math.max(2 * calm, unnoticed, unnoticedMs),
      text: `${place}: ${ms} ms; before: ${calmMs} ms; where nobody is attacked: ${elsewhereMs} ms; strangers: ${strangersShare.toFixed(2)} of a core`,
    };
  }

  #memory(): number[] {
    return this.#processes.map(({ pid }) => residentBytes(pid));
  }

  /** Whether there is hardly more than before, in a while. */
  async #returns(before: readonly number[]): Promise<boolean> {
    const isBack = () => this.#memory().every((bytes, n) => bytes < (before[n] ?? 0) + LEFT_BYTES_MAX);
    return until('memory returns', isBack, MEMORY_RETURNS_MS).catch(() => false);
  }
}

/** At the first time, or often enough afterwards. */
const isUnnoticed = ([first = Infinity, ...others]: readonly number[]): boolean =>
  first <= 1 || others.filter((slowdown) => slowdown <= 1).length >= GOOD_ROUNDS_MIN;

const isBusy = ({ places, strangersShare }: Round, control: string): boolean =>
  strangersShare > BUSY_MACHINE_SHARE || p99(places[control]?.samples) > BUSY_MACHINE_MS;

const p99 = (samples: readonly number[] = []): number => percentile(samples, 0.99);

/** A process that takes something for a mistake of its own says so as an error, or without any form. */
function complaintsIn(logs: string): string[] {
  const lines = logs.split('\n').filter((line) => line !== '');
  return lines.filter((line) => !/^\{"level":[1-4]0,/.test(line));
}
