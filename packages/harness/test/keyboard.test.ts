import { describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { RoomPages, rowsOf } from './room-pages.ts';

/** Presses `key` until what has the focus has a name that `pattern` fits, as somebody without a mouse does. */
async function reach(page: Page, pattern: RegExp, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if (pattern.test(await focusedName(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${pattern} is not reached by ${key}; the focus is on "${await focusedName(page)}"`);
}

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    if (element?.getAttribute('role') === 'row') return 'row';
    const label = element?.labels?.[0]?.textContent ?? '';
    return element?.getAttribute('aria-label') || label || (element?.tagName === 'BODY' ? '' : element?.textContent) || '';
  })()`);

describe.skipIf(!requireTool('chromium').available)('[WEB-17] by keyboard alone', () => {
  it('one makes a room, adds, plays, seeks, chats, reorders, changes a setting and leaves', async () => {
    await using pages = await RoomPages.start();
    const page = await pages.browser.open(pages.home, { viewport: { width: 1280, height: 800 } });
    await page.getByRole('button', { name: 'Create a room' }).waitFor();
    await reach(page, /^Create a room$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/room\/./);
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();

    await reach(page, /^Paste a link$/);
    await page.keyboard.type('/demo/usher-demo.mp4');
    await page.keyboard.press('Enter');
    await page.getByTestId('player').waitFor();
    for (const n of [1, 2, 3]) {
      await reach(page, /^Paste a link$/);
      await page.keyboard.type(`/demo/usher-demo.mp4?clip=${n}`);
      await page.keyboard.press('Enter');
      await until('it is queued', async () => (await rowsOf(page).count()) === n);
    }

    await reach(page, /^Play$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const isPaused = () =>
      page.getByTestId('player').evaluate((video) => (video as unknown as { paused: boolean }).paused);
    await until('it plays', async () => !(await isPaused()));
    await reach(page, /^Seek$/, 'Shift+Tab');
    const positionOf = () =>
      page
        .getByTestId('player')
        .evaluate((video) => (video as unknown as { currentTime: number }).currentTime);
    const before = await positionOf();
    await page.keyboard.press('ArrowRight');
    await until('it has jumped', async () => (await positionOf()) > before + 3);

    await reach(page, /^Message$/);
    await page.keyboard.type('hello from the keyboard');
    await page.keyboard.press('Enter');
    const log = page.getByRole('log', { name: 'Chat' });
    await until('it is said', async () =>
      ((await log.textContent()) ?? '').includes('hello from the keyboard'),
    );

    const keys = async () =>
      rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
    const [first, second, third] = await keys();
    await reach(page, /^row$/, 'Shift+Tab');
    await page.keyboard.press('Home');
    await page.keyboard.press('Alt+ArrowDown');
    await until(
      'it has moved',
      async () => JSON.stringify(await keys()) === JSON.stringify([second, first, third]),
    );
    await until('it is announced', () =>
      page
        .getByText(/is now number 2 of 3/)
        .count()
        .then((count) => count === 1),
    );
    expect(await page.evaluate(`document.activeElement.getAttribute('data-key')`)).toBe(first);

    await page.keyboard.press('Tab');
    expect(await focusedName(page)).toMatch(/^(Drag|Move) /);

    await reach(page, /^Room settings$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await reach(page, /^Title$/);
    await page.keyboard.type('Friday');
    await reach(page, /^Save$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Friday' }).waitFor();
    await until('the focus is back', async () => (await focusedName(page)) === 'Room settings');

    await reach(page, /Usher, home/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create a room' }).waitFor();
    expect(pages.browser.complaints).toEqual([]);
  }, 90_000);
});
