import { seededRandom } from '@usher/kit/testing';
import { ClockSync } from '../core/clock-sync.ts';
import { goalAt, type PlaybackVector } from '../core/playback-vector.ts';
import { SyncController } from '../core/sync-controller.ts';
import { SimulatedPlayer } from './simulated-player.ts';

/** One viewer's circumstances, ms but for the rate error. */
export interface ViewerOptions {
  readonly seed: number;
  /** How far this clock is ahead of the server's. */
  readonly clockErrorMs: number;
  /** One way: anything between the two, each way for itself. */
  readonly delayMs: readonly [least: number, most: number];
  readonly seekMs: number;
  readonly startMs?: number;
  /** By how much the player plays too fast: 0.001 is a thousandth. */
  readonly rateError?: number;
}

const STEP_MS = 100;
/** What a Monolith announces ahead (spec 2.4). */
const EFFECT_AHEAD_MS = 300;

/** A room on a server, and people who follow it over slow links with wrong clocks and imperfect players. Time is the server's, ms. */
export class SimulatedRoom {
  now = 0;
  readonly viewers: readonly SimulatedViewer[];
  #vector: PlaybackVector = { position: 0, speed: 1, playing: false, at: 0, timeline: 'server' };

  constructor(viewers: readonly ViewerOptions[]) {
    this.viewers = viewers.map((options) => new SimulatedViewer(options, this.#vector));
  }

  /** Somebody plays, pauses or seeks. */
  announce(changes: Partial<Pick<PlaybackVector, 'position' | 'playing' | 'speed'>>): void {
    const at = this.now + (changes.playing === false ? 0 : EFFECT_AHEAD_MS);
    const { position } = goalAt(this.#vector, at, 0);
    this.#vector = { ...this.#vector, position, ...changes, at };
    for (const viewer of this.viewers) viewer.hear(this.now, this.#vector);
  }

  /** Lets time pass; gives the distance between the players, ms, every 50 ms. */
  run(ms: number): number[] {
    const distances: number[] = [];
    for (const end = this.now + ms; this.now < end;) {
      this.now += 1;
      for (const viewer of this.viewers) viewer.advanceTo(this.now);
      if (this.now % 50 > 0) continue;
      const positions = this.viewers.map(({ player }) => player.position);
      distances.push((Math.max(...positions) - Math.min(...positions)) * 1000);
    }
    return distances;
  }

  get seeks(): readonly number[] {
    return this.viewers.map(({ player }) => player.seeks);
  }
}

class SimulatedViewer {
  readonly player: SimulatedPlayer;
  readonly #options: ViewerOptions;
  readonly #random: () => number;
  readonly #clock = new ClockSync();
  readonly #controller = new SyncController({ fixedRate: false });
  #vector: PlaybackVector;
  #nextStepAt = 0;
  /** In order, as on a WebSocket. */
  #inbox: { readonly at: number; readonly open: () => void }[] = [];

  constructor(options: ViewerOptions, vector: PlaybackVector) {
    const { seekMs, startMs, rateError } = options;
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#vector = vector;
    this.player = new SimulatedPlayer({
      seekMs,
      ...(startMs !== undefined && { startMs }),
      ...(rateError !== undefined && { rateError }),
    });
    this.#clock.restart(this.#ownTime(0));
    this.#clock.hint(0, this.#ownTime(options.delayMs[1]));
  }

  hear(now: number, vector: PlaybackVector): void {
    this.#receive(now + this.#delay(), () => {
      this.#vector = vector;
      this.#nextStepAt = 0;
    });
  }

  advanceTo(now: number): void {
    this.player.advanceTo(now);
    this.#ask(now);
    while (this.#inbox[0] !== undefined && this.#inbox[0].at <= now) this.#inbox.shift()?.open();
    if (now >= this.#nextStepAt) this.#step(now);
  }

  #ask(now: number): void {
    const t0 = this.#clock.ask(this.#ownTime(now));
    if (t0 === null) return;
    const t1 = now + this.#delay();
    const arrivesAt = t1 + this.#delay();
    this.#receive(arrivesAt, (at) => this.#clock.answer({ t0, t1, t2: t1 }, this.#ownTime(at)));
  }

  #receive(at: number, open: (at: number) => void): void {
    const inOrder = Math.ceil(Math.max(at, this.#inbox.at(-1)?.at ?? 0));
    this.#inbox.push({ at: inOrder, open: () => open(inOrder) });
  }

  #step(now: number): void {
    const own = this.#ownTime(now);
    const offsetMs = this.#clock.offsetMs ?? 0;
    const sample = this.player.sample();
    const { commands, startsInMs } = this.#controller.step(own, this.#vector, offsetMs, sample);
    for (const command of commands) this.player.obey(command);
    this.#nextStepAt = now + (startsInMs > 0 ? Math.min(STEP_MS, startsInMs) : STEP_MS);
  }

  #ownTime(now: number): number {
    return now + this.#options.clockErrorMs;
  }

  #delay(): number {
    const [least, most] = this.#options.delayMs;
    return least + (most - least) * this.#random();
  }
}
