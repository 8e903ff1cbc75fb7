import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { SAID_TOO_LATE, Wire } from './wire.ts';

const DEMO = { service: 'direct', id: '/demo/usher-demo.mp4' } as const;
const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('the player in full screen', () => {
  let screening: Screening;
  let page: Page;
  let wire: Wire;
  beforeAll(async () => {
    screening = await Screening.start();
  }, TIMEOUT_MS);
  afterEach(async () => {
    await page.context().close();
    screening.ask({ type: RequestType.Skip });
    await until('the room is empty', () => screening.host.view.room?.currentSource == null);
    expect(screening.browser.complaints.filter((text) => text !== SAID_TOO_LATE)).toEqual([]);
  });
  afterAll(() => screening[Symbol.asyncDispose]());

  async function joinInFullscreen(): Promise<void> {
    const listen = async (fresh: Page) => {
      wire = await Wire.of(fresh);
    };
    page = await screening.join(listen, { viewport: { width: 1280, height: 800 } });
    screening.ask({ type: RequestType.Add, video: DEMO });
    await page.getByRole('button', { name: 'Full screen', exact: true }).click();
    await page.getByRole('button', { name: 'Leave full screen' }).waitFor();
  }

  const stage = () => page.getByRole('region', { name: 'Video', exact: true });
  const isFull = () => page.evaluate<boolean>('document.fullscreenElement !== null');
  async function endQueue(): Promise<void> {
    screening.ask({ type: RequestType.Skip });
    await page.getByRole('button', { name: 'Add the demo clip' }).waitFor();
  }

  it(
    '[WEB-14] says that the page reconnects, and that it does not any more',
    async () => {
      await joinInFullscreen();
      await wire.cut();
      const status = stage()
        .getByRole('status')
        .filter({ hasText: /^Reconnecting… \(attempt \d+\)$/ });
      await status.waitFor();
      wire.mend();
      await status.waitFor({ state: 'detached', timeout: 20_000 });
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] full screen ends with the queue',
    async () => {
      await joinInFullscreen();
      expect(await isFull()).toBe(true);
      await endQueue();
      await until('it is over', async () => !(await isFull()));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-15] what is being written stays when the chat is hidden, when full screen ends, and when the queue does',
    async () => {
      await joinInFullscreen();
      const text = 'not yet finished';
      const over = stage().getByRole('textbox', { name: 'Message' });
      await over.fill(text);
      await page.getByRole('button', { name: 'Hide the chat' }).click();
      await over.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Show the chat' }).click();
      expect(await over.inputValue()).toBe(text);
      await page.getByRole('button', { name: 'Leave full screen' }).click();
      await over.waitFor({ state: 'detached' });
      const beside = page.getByRole('textbox', { name: 'Message' });
      expect(await beside.inputValue()).toBe(text);
      await endQueue();
      expect(await beside.inputValue()).toBe(text);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] theatre mode is offered only where it makes the video wider',
    async () => {
      await joinInFullscreen();
      const isOffered = async () => {
        await page
          .getByRole('group', { name: 'Playback controls' })
          .getByRole('button', { name: 'More' })
          .click();
        await page.getByRole('menu').waitFor();
        const count = await page.getByRole('menuitem', { name: 'Theatre mode' }).count();
        await page.keyboard.press('Escape');
        await page.getByRole('menu').waitFor({ state: 'detached' });
        return count === 1;
      };
      expect(await isOffered()).toBe(false);
      await page.getByRole('button', { name: 'Leave full screen' }).click();
      await page.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
      expect(await isOffered()).toBe(true);
      await page.setViewportSize({ width: 900, height: 800 });
      await page.getByRole('tab', { name: 'Queue' }).waitFor();
      expect(await isOffered()).toBe(false);
    },
    TIMEOUT_MS,
  );
});
