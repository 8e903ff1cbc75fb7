import type { Page } from 'playwright-core';

/**
 * Lets a page play with sound only after a click or a key, as people's browsers do. By hand: to the browser itself, whatever a test asks of a
 * page is as good as a click.
 */
export async function askForClick(page: Page): Promise<void> {
  await page.addInitScript(`
    let hasClicked = false;
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, ({ isTrusted }) => { hasClicked ||= isTrusted; }, true);
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      if (hasClicked || this.muted) return play.call(this);
      return Promise.reject(new DOMException('The user has not clicked.', 'NotAllowedError'));
    };
  `);
}
