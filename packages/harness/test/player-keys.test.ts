import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { askForClick } from './players/ask-for-click.ts';
import { readPlayer } from './players/read-player.ts';
import { Wire } from './wire.ts';

const DEMO = { service: 'direct', id: '/demo/usher-demo.mp4' } as const;
const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('the player’s keys', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start();
    screening.ask({ type: RequestType.ApplySettings, settings: { waitForReadySeconds: 0 } });
  }, TIMEOUT_MS);
  afterEach(async () => {
    await screening.browser.closePages();
    screening.ask({ type: RequestType.Skip });
    await until('the room is empty', () => screening.host.view.room?.currentSource == null);
    screening.ask({ type: RequestType.Playback, state: false });
    expect(screening.browser.complaints).toEqual([]);
  });
  afterAll(() => screening[Symbol.asyncDispose]());

  async function join(prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await screening.join(prepare);
    screening.ask({ type: RequestType.Add, video: DEMO });
    await page.getByRole('group', { name: 'Playback controls' }).waitFor();
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    return page;
  }

  async function joinHeard(): Promise<{ page: Page; wire: Wire }> {
    let wire = new Wire();
    const page = await join(async (fresh) => {
      wire = await Wire.of(fresh);
    });
    return { page, wire };
  }

  /** As a keyboard does while a key is held. */
  async function hold(page: Page, key: string, times: number): Promise<void> {
    for (let n = 0; n < times; n++) await page.keyboard.down(key);
    await page.keyboard.up(key);
  }

  const isMuted = async (page: Page) => (await readPlayer(page)).isMuted;
  const roomPosition = () => Math.round(screening.host.view.playback?.position ?? NaN);

  it(
    '[WEB-12] [CON-5] one that is held seeks the room a few times, and to where it was let go',
    async () => {
      const { page, wire } = await joinHeard();
      await hold(page, 'ArrowRight', 11);
      await until('it is there', () => roomPosition() === 55);
      expect(wire.requests(RequestType.Seek).length).toBeLessThan(7);

      await page.getByRole('slider', { name: 'Seek' }).focus();
      await hold(page, 'ArrowLeft', 10);
      await until('it is back', () => roomPosition() === 5);
      expect(wire.requests(RequestType.Seek).length).toBeLessThan(14);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] one that is held switches once',
    async () => {
      const { page, wire } = await joinHeard();
      await hold(page, 'm', 2);
      await until('it is mute', () => isMuted(page));
      await hold(page, 'k', 4);
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
      await hold(page, '>', 3);
      await until('it is faster', () => screening.host.view.room?.playbackSpeed === 1.25);
      expect(wire.requests(RequestType.Playback).length).toBe(1);
      expect(wire.requests(RequestType.PlaybackSpeed).length).toBe(1);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] F fills the screen and leaves it, < makes slower',
    async () => {
      const page = await join();
      const isFull = () => page.evaluate<boolean>('document.fullscreenElement !== null');
      await page.keyboard.press('f');
      await page.getByRole('button', { name: 'Leave full screen' }).waitFor();
      expect(await isFull()).toBe(true);
      await page.keyboard.press('f');
      await page.getByRole('button', { name: 'Full screen', exact: true }).waitFor();
      expect(await isFull()).toBe(false);
      await page.keyboard.press('<');
      await until('it is slower', () => screening.host.view.room?.playbackSpeed === 0.75);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] the volume is remembered',
    async () => {
      const page = await join();
      const volume = () =>
        page.getByTestId('player').evaluate((video) => (video as unknown as { volume: number }).volume);
      for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowDown');
      await until('it is quieter', async () => Math.abs((await volume()) - 0.7) < 0.01);
      await page.reload();
      await until('it is as quiet again', async () => Math.abs((await volume()) - 0.7) < 0.01);
    },
    TIMEOUT_MS,
  );

  describe('where the browser wants a click before it plays with sound', () => {
    async function joinSilenced(): Promise<Page> {
      const page = await screening.join(askForClick);
      screening.ask({ type: RequestType.Add, video: DEMO });
      screening.ask({ type: RequestType.Playback, state: true });
      await page.getByRole('button', { name: 'Click to join playback' }).waitFor();
      await until('it is silent', () => isMuted(page));
      return page;
    }

    const isJoined = async (page: Page) => {
      await until('it is heard', async () => !(await isMuted(page)));
      await page.getByRole('button', { name: 'Click to join playback' }).waitFor({ state: 'detached' });
    };

    it(
      '[WEB-12] M joins',
      async () => {
        const page = await joinSilenced();
        await page.keyboard.press('m');
        await isJoined(page);
        await page.getByRole('button', { name: 'Mute', exact: true }).waitFor();
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] who moves the volume joins, as loud as that',
      async () => {
        const page = await joinSilenced();
        const slider = page.getByRole('slider', { name: 'Volume' });
        await slider.focus();
        for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
        await isJoined(page);
        expect(await slider.inputValue()).toBe('0.1');
      },
      TIMEOUT_MS,
    );
  });
});
