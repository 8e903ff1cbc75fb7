import type { TestBrowser } from '@usher/harness';
import type { Page } from 'playwright-core';
import { watchTasks, type PageTasks } from './in-page/watch-tasks.ts';

const SETTLE_MS = 3000;
/** What has had no effect by then is counted with it. */
const EFFECT_TIMEOUT_MS = 10_000;
const VIEWPORT = { width: 1280, height: 800 };
type Globals = { pageTasks: PageTasks };

/** What a page's main thread was busy with, ms. */
export interface Burden {
  /** Its tasks of more than 50 ms. */
  readonly longTasks: readonly number[];
  /** From one frame to the next, while something was scrolled or dragged. */
  readonly frames: readonly number[];
  /** From a press to the picture that shows its effect, by what was done. */
  readonly effects: ReadonlyMap<string, readonly number[]>;
}

/** A real page in a room, and somebody who uses it. What is looked for is asked of the page itself: a test's ways of finding things are slow. */
export class Visitor {
  readonly page: Page;
  readonly #effects = new Map<string, number[]>();

  private constructor(page: Page) {
    this.page = page;
  }

  static async enter(browser: TestBrowser, url: string): Promise<Visitor> {
    const content = `(${watchTasks.toString()})();`;
    const prepare = async (fresh: Page) => void (await fresh.addInitScript({ content }));
    const page = await browser.open(url, { viewport: VIEWPORT }, prepare);
    await page.locator('[role=grid] [role=row]').first().waitFor();
    await page.locator('.player-controls').waitFor();
    // What loading costs is another question.
    await Bun.sleep(SETTLE_MS);
    await page.evaluate(() => (globalThis as unknown as Globals).pageTasks.long.splice(0));
    return new Visitor(page);
  }

  /**
   * Does something, and times it from its press to the picture that shows its effect.
   * @param isDone an expression of the page's
   */
  async time(what: string, isDone: string, act: () => Promise<void>): Promise<void> {
    await this.page.evaluate(`pageTasks.expect(() => ${isDone})`);
    await act();
    const effect = this.page.evaluate(() => (globalThis as unknown as Globals).pageTasks.effect);
    const ms = await Promise.race([effect.catch(() => null), Bun.sleep(EFFECT_TIMEOUT_MS)]);
    this.#effects.set(what, [...(this.#effects.get(what) ?? []), ms ?? EFFECT_TIMEOUT_MS]);
  }

  /** Presses what the selector finds first, where it is now. */
  async click(selector: string): Promise<void> {
    const { x, y } = await this.centerOf(selector);
    await this.page.mouse.click(x, y);
  }

  /** Where it is, in view. */
  async centerOf(selector: string): Promise<{ readonly x: number; readonly y: number }> {
    return this.page.evaluate(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    })()`);
  }

  /** Counts frames meanwhile. */
  async moving(act: () => Promise<void>): Promise<void> {
    await this.page.evaluate(() => ((globalThis as unknown as Globals).pageTasks.countsFrames = true));
    await act();
    await this.page.evaluate(() => ((globalThis as unknown as Globals).pageTasks.countsFrames = false));
  }

  async burden(): Promise<Burden> {
    const { long, frames } = await this.page.evaluate(() => {
      const { long: tasks, frames: intervals } = (globalThis as unknown as Globals).pageTasks;
      return { long: tasks.map(({ ms }) => ms), frames: intervals };
    });
    return { longTasks: long, frames, effects: this.#effects };
  }
}
