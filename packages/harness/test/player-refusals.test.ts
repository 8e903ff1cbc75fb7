import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { Wire, withoutPermissions } from './wire.ts';

const TIMEOUT_MS = 60_000;
const WHY = 'You do not have the permission for this in this room.';

describe.skipIf(!requireTool('chromium').available)('what a viewer may not do with the player', () => {
  let screening: Screening;
  let page: Page;
  let wire: Wire;
  beforeAll(async () => {
    screening = await Screening.start();
    screening.ask({ type: RequestType.Add, video: { service: 'direct', id: '/demo/usher-demo.mp4' } });
    page = await screening.join(
      async (fresh) => {
        wire = await Wire.of(fresh, withoutPermissions);
      },
      { viewport: { width: 1280, height: 800 } },
    );
    await page.getByRole('group', { name: 'Playback controls' }).waitFor();
  }, TIMEOUT_MS);
  afterAll(() => screening[Symbol.asyncDispose]());

  /** The page has said nothing until something that it says each second. */
  async function expectNothingAsked(): Promise<void> {
    const before = wire.said.length;
    await until('it has said something', () =>
      wire.said.slice(before).some(({ action }) => action === 'clock'),
    );
    expect(wire.said.filter(({ action }) => action === 'req')).toEqual([]);
  }

  async function expectSaid(): Promise<void> {
    const alert = page.getByRole('alert').filter({ hasText: WHY });
    await alert.waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await alert.waitFor({ state: 'detached' });
  }

  it(
    '[WEB-13] the slider stays, whether it is dragged or moved by keys, and says why',
    async () => {
      const slider = page.getByRole('slider', { name: 'Seek' });
      const box = await slider.boundingBox();
      if (box === null) throw new Error('there is no slider');
      await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('.tooltip').getByText(WHY).waitFor();
      expect(
        await page.locator(`[id="${await slider.getAttribute('aria-describedby')}"]`).textContent(),
      ).toBe(WHY);
      await expectAccessible(page, 'what is blocked');
      await expectNothingAsked();
      expect(await slider.inputValue()).toBe('0');
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] keys and a click on the picture say why they do nothing',
    async () => {
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      for (const key of ['k', 'l', '5', '>']) {
        await page.keyboard.press(key);
        await expectSaid();
      }
      await page.getByTestId('player').click({ force: true, position: { x: 200, y: 100 } });
      await expectSaid();
      await expectNothingAsked();
      expect(screening.browser.complaints).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
