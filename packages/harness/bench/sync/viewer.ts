import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import type { Screening } from '../../src/screening.ts';
import { anchorAtReceipt } from './in-page/anchor-at-receipt.ts';
import type { PageLog } from './in-page/page-log.ts';
import { slowSocket } from './in-page/slow-socket.ts';
import { watchPlayer } from './in-page/watch-player.ts';
import { wrongClock } from './in-page/wrong-clock.ts';
import type { Track } from './track.ts';

/** What a viewer has to put up with, and by what rule their player follows the room. */
export interface Circumstances {
  readonly clockErrorMs: number;
  /** One way, each message for itself. */
  readonly delayMs: readonly [least: number, most: number];
  readonly follower: Follower;
}

export type Follower = 'usher' | 'baseline';

const SAMPLE_EVERY_MS = 50;
const QUESTIONS = 40;
/** Smaller ones cost less to draw, which is not what is measured. */
const VIEWPORT = { width: 800, height: 600 };

type Globals = { pageLog: PageLog; isFollowingByAnchor: boolean };

/** Somebody's page, in a browser context of their own. */
export class Viewer {
  readonly #page: Page;
  /** The page's true clock minus ours, ms, and how wrong that can be. */
  #offsetMs = 0;
  #offsetErrorMs = Infinity;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async join(
    screening: Screening,
    { clockErrorMs, delayMs, follower }: Circumstances,
  ): Promise<Viewer> {
    const scripts = [
      call(watchPlayer, SAMPLE_EVERY_MS),
      call(wrongClock, clockErrorMs),
      call(slowSocket, delayMs),
      ...(follower === 'baseline' ? [call(anchorAtReceipt, null)] : []),
    ];
    const content = scripts.join('\n');
    const prepare = async (fresh: Page) => void (await fresh.addInitScript({ content }));
    const page = await screening.join(prepare, { viewport: VIEWPORT });
    await page.getByRole('group', { name: 'Playback controls' }).waitFor();
    const viewer = new Viewer(page);
    await until('a player has its video', async () => (await viewer.#log()).samples.length > 0);
    if (follower === 'baseline') await viewer.#followByAnchor();
    return viewer;
  }

  get offsetErrorMs(): number {
    return this.#offsetErrorMs;
  }

  /** What the page has noted so far, on our clock. */
  async track(): Promise<Track> {
    await this.#measureOffset();
    const { samples, seeksAt, joinedAt } = await this.#log();
    const ours = (at: number) => at - this.#offsetMs;
    return {
      samples: samples.map(({ at, position }) => ({ at: ours(at), position })),
      seeksAt: seeksAt.map(ours),
      joinedAt: ours(joinedAt ?? NaN),
    };
  }

  async leave(): Promise<void> {
    await this.#page.context().close();
  }

  /** The quickest of many answers tells the most: it can be wrong by half the time it took. */
  async #measureOffset(): Promise<void> {
    this.#offsetErrorMs = Infinity;
    for (let n = 0; n < QUESTIONS; n++) {
      const asked = performance.now();
      const theirs = await this.#page.evaluate(() => (globalThis as unknown as Globals).pageLog.now());
      const answered = performance.now();
      const errorMs = (answered - asked) / 2;
      if (errorMs >= this.#offsetErrorMs) continue;
      this.#offsetErrorMs = errorMs;
      this.#offsetMs = theirs - (asked + answered) / 2;
    }
  }

  /** "Watch at my own pace" leaves the player to whoever else moves it. */
  async #followByAnchor(): Promise<void> {
    await this.#page.getByRole('button', { name: /in sync|waiting|behind|ahead/ }).click();
    await this.#page.getByRole('menuitem', { name: 'Watch at my own pace' }).click();
    await this.#page.evaluate(() => ((globalThis as unknown as Globals).isFollowingByAnchor = true));
  }

  #log(): Promise<Pick<PageLog, 'samples' | 'seeksAt' | 'joinedAt'>> {
    return this.#page.evaluate(() => {
      const { samples, seeksAt, joinedAt } = (globalThis as unknown as Globals).pageLog;
      return { samples, seeksAt, joinedAt };
    });
  }
}

/** They are one script, so that they run in this order. */
const call = <Value>(run: (value: Value) => void, value: Value): string =>
  `(${run.toString()})(${JSON.stringify(value)});`;
