import { StoreError } from '@usher/monolith/parts';
import type { Chance } from '../chance.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { Timeline } from '../timeline.ts';

/** A question without an answer is given up after this, as our clients of Valkey do. */
const ANSWER_MS = 600;

/** What is wrong between a store and those who ask it. */
export interface StoreWeather {
  /** Nobody reaches it. */
  isDown: boolean;
  /** How likely it is that a question gets lost, or its answer, or that a question arrives long after it was given up. */
  questionLost: number;
  answerLost: number;
  questionLate: number;
}

export const FAIR_WEATHER = { isDown: false, questionLost: 0, answerLost: 0, questionLate: 0 } as const;

/** How questions get from one process to a store, and answers back. */
export class StoreLine {
  readonly #process: SimulatedProcess;
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #weather: StoreWeather;
  /** Whether this process in particular cannot reach it. */
  isCut = false;

  constructor(options: {
    process: SimulatedProcess;
    timeline: Timeline;
    chance: Chance;
    weather: StoreWeather;
  }) {
    this.#process = options.process;
    this.#timeline = options.timeline;
    this.#chance = options.chance;
    this.#weather = options.weather;
  }

  /** `answer` is what the store does, in one step. What failed may have been done all the same. */
  ask<Answer>(answer: () => Answer): Promise<Answer> {
    const chance = this.#chance;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const fate = chance.random();
    const { questionLost, answerLost, questionLate } = this.#weather;
    const cancel = this.#process.after(ANSWER_MS, () => reject(new StoreError('no answer in time')));
    const isLost = this.#isAway || fate < questionLost;
    const isLate = !isLost && fate < questionLost + questionLate;
    const isUnanswered = !isLate && fate < questionLost + questionLate + answerLost;
    const onTheWayMs = isLate ? chance.between(ANSWER_MS, 8 * ANSWER_MS) : chance.between(0.2, 4);
    const backMs = chance.between(0.2, 4);
    if (isLost) return promise;
    this.#timeline.after(onTheWayMs, () => {
      if (this.#isAway) return;
      const given = answer();
      if (isUnanswered) return;
      this.#timeline.after(backMs, () => {
        if (this.#isAway) return;
        this.#process.input(() => {
          cancel();
          resolve(given);
        });
      });
    });
    return promise;
  }

  get #isAway(): boolean {
    return this.#weather.isDown || this.isCut;
  }
}
