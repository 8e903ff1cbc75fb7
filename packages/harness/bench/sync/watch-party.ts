import { until } from '@usher/kit/testing';
import { Screening } from '../../src/screening.ts';
import { CLOCK_ERRORS_MS, type Condition } from './conditions.ts';
import type { Happening } from './happening.ts';
import type { Track } from './track.ts';
import { Viewer, type Follower } from './viewer.ts';

const VIDEO_S = 360;

/** Viewers who follow one room, in a real browser, through a real Balancer and Monolith. */
export class WatchParty implements AsyncDisposable {
  readonly happenings: Happening[] = [];
  readonly #screening: Screening;
  readonly #condition: Condition;
  readonly #follower: Follower;
  readonly #onHappening: (happening: Happening) => void;
  readonly #viewers: Viewer[] = [];

  private constructor(
    screening: Screening,
    condition: Condition,
    follower: Follower,
    onHappening: (happening: Happening) => void,
  ) {
    this.#screening = screening;
    this.#condition = condition;
    this.#follower = follower;
    this.#onHappening = onHappening;
  }

  static async start(
    condition: Condition,
    follower: Follower,
    onHappening: (happening: Happening) => void,
  ): Promise<WatchParty> {
    const screening = await Screening.start(['faststart.mp4'], { seconds: VIDEO_S });
    const party = new WatchParty(screening, condition, follower, onHappening);
    await screening.show(`${screening.media.origin}/faststart.mp4`);
    for (const place of CLOCK_ERRORS_MS.keys()) await party.#admit(place);
    return party;
  }

  async play(forMs: number): Promise<void> {
    await this.#watch('play', forMs, () => this.#screening.ask({ type: 2, state: true }));
  }

  /** Everyone has seen it when it is over. */
  async pause(): Promise<void> {
    this.#screening.ask({ type: 2, state: false });
    await until('it is paused', () => this.#screening.host.view.room?.isPlaying === false);
    await Bun.sleep(1000);
  }

  async seek(to: number, forMs: number): Promise<void> {
    await this.#watch('seek', forMs, () => this.#screening.ask({ type: 4, value: to }));
  }

  /** The viewer in that place leaves, and another one comes. */
  async join(place: number, forMs: number): Promise<void> {
    await this.#viewers[place]?.leave();
    await this.#admit(place);
    const joinedAt = (await this.#viewers[place]?.track())?.joinedAt ?? NaN;
    await Bun.sleep(Math.max(0, joinedAt + forMs - performance.now()));
    await this.#note('join', joinedAt);
  }

  async steady(forMs: number): Promise<void> {
    await this.#watch('steady', forMs, () => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#screening[Symbol.asyncDispose]();
  }

  async #admit(place: number): Promise<void> {
    const clockErrorMs = CLOCK_ERRORS_MS[place] ?? 0;
    const delayMs = this.#condition.delaysMs[place] ?? [0, 0];
    this.#viewers[place] = await Viewer.join(this.#screening, {
      clockErrorMs,
      delayMs,
      follower: this.#follower,
    });
  }

  async #watch(kind: Happening['kind'], forMs: number, make: () => void): Promise<void> {
    const from = performance.now();
    make();
    await Bun.sleep(forMs);
    await this.#note(kind, from);
  }

  async #note(kind: Happening['kind'], from: number): Promise<void> {
    const to = performance.now();
    const tracks: Track[] = [];
    for (const viewer of this.#viewers) tracks.push(await viewer.track());
    const clockErrorMs = 2 * Math.max(...this.#viewers.map((viewer) => viewer.offsetErrorMs));
    const happening = { kind, from, to, tracks, clockErrorMs };
    this.happenings.push(happening);
    this.#onHappening(happening);
  }
}
