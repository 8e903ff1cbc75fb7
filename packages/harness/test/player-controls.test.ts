import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Locator, Page } from 'playwright-core';
import { expectAccessible } from '../src/axe.ts';
import { askForClick } from './players/ask-for-click.ts';
import { pretendItem } from './players/pretend-item.ts';
import { Screening } from '../src/screening.ts';
import { readPlayer } from './players/read-player.ts';

const DEMO = { service: 'direct', id: '/demo/usher-demo.mp4' } as const;
const TIMEOUT_MS = 120_000;
const hasBrowser = requireTool('chromium').available;

describe.skipIf(!hasBrowser)('player controls', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start();
    screening.ask({ type: 13, settings: { waitForReadySeconds: 0 } });
  }, TIMEOUT_MS);
  afterEach(async () => {
    await screening.browser.closePages();
    screening.ask({ type: 3 });
    await until('the room is empty', () => screening.host.view.room?.currentSource == null);
    expect(screening.browser.complaints).toEqual([]);
  });
  afterAll(async () => screening[Symbol.asyncDispose]());

  const room = () => screening.host.view.room;
  const join = async (...how: Parameters<Screening['join']>) => {
    const page = await screening.join(...how);
    screening.ask({ type: 5, video: DEMO });
    await page.getByRole('group', { name: 'Playback controls' }).waitFor();
    return page;
  };
  const press = async (page: Page, key: string) => page.keyboard.press(key);
  const isMuted = async (page: Page) => (await readPlayer(page)).isMuted;
  const roomPosition = () => screening.host.view.playback?.position ?? NaN;

  it(
    '[WEB-12] keys play, seek, change speed and sound; not in fields, nor with modifiers',
    async () => {
      const page = await join();
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press(page, 'k');
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
      expect(room()?.isPlaying).toBe(true);
      await press(page, ' ');
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
      expect(room()?.isPlaying).toBe(false);
      await press(page, '5');
      const slider = page.getByRole('slider', { name: 'Seek' });
      await until('it is half way', async () => (await slider.inputValue()) === '30');
      for (const key of ['l', 'l', 'ArrowLeft', 'j']) await press(page, key);
      await until('all of them count', () => Math.round(roomPosition()) === 35);
      await press(page, '>');
      await until('it is faster', () => room()?.playbackSpeed === 1.25);
      await press(page, 'm');
      await until('it is mute', () => isMuted(page));
      await press(page, 'ArrowDown');
      await until('it is heard again', async () => !(await isMuted(page)));

      await page.getByRole('textbox', { name: 'Message' }).fill('');
      await page.keyboard.type('mkl5 >');
      await press(page, 'Escape');
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press(page, 'Control+m');
      await press(page, 'Alt+m');
      expect([await isMuted(page), room()?.isPlaying, room()?.playbackSpeed]).toEqual([false, false, 1.25]);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] ? shows the keys and the switch that turns them off, which is remembered',
    async () => {
      const page = await join();
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press(page, '?');
      const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await dialog.waitFor();
      await expectAccessible(page);
      await dialog.getByRole('switch', { name: 'Use keyboard shortcuts' }).click();
      await press(page, 'Escape');
      await dialog.waitFor({ state: 'detached' });
      await press(page, 'm');
      await page.reload();
      await page.getByRole('button', { name: 'Mute' }).waitFor();
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press(page, 'm');
      expect(await isMuted(page)).toBe(false);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] the slider says where it is in words, and moves by keys; a long way can be undone',
    async () => {
      const page = await join();
      const slider = page.getByRole('slider', { name: 'Seek' });
      expect(await slider.getAttribute('aria-valuetext')).toBe('0 seconds of 1 minute');
      await slider.focus();
      await press(page, 'ArrowRight');
      await until(
        'it is said',
        async () => (await slider.getAttribute('aria-valuetext')) === '5 seconds of 1 minute',
      );
      await press(page, 'End');
      await until('it is at the end', () => roomPosition() >= 59);
      await page.getByRole('button', { name: 'Undo' }).click();
      await until('it is back', () => Math.round(roomPosition()) === 5);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] shows what SponsorBlock knows where the pointer is',
    async () => {
      const segments = [{ category: 'sponsor', startTime: 20, endTime: 40 }];
      const page = await join((fresh) => pretendItem(fresh, { ...DEMO, length: 60 }, segments));
      const slider = page.getByRole('slider', { name: 'Seek' });
      await slider.hover();
      await page.getByText('0:30 · Sponsor').waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] captions: the item’s and a file of one’s own, their size, and off',
    async () => {
      const vtt = 'WEBVTT\n\n00:00.000 --> 00:50.000\nFrom the item';
      const page = await join(async (fresh) => {
        await pretendItem(fresh, { ...DEMO, length: 60, subtitleUrl: 'https://subtitles.example/a.vtt' });
        await fresh.route('https://subtitles.example/**', (route) =>
          route.fulfill({ body: vtt, headers: { 'Access-Control-Allow-Origin': '*' } }),
        );
      });
      const captions = page.getByTestId('captions');
      const choose = async (name: string) => {
        await page.getByRole('button', { name: 'Captions' }).click();
        await page.getByRole('menuitem', { name }).click();
      };
      await choose('Subtitles of this video');
      await captions.getByText('From the item').waitFor();

      const srt = '1\n00:00:00,000 --> 00:00:50,000\n<i>My own</i>\n';
      await page.locator('input[type=file][accept*=srt]').setInputFiles({
        name: 'own.srt',
        mimeType: 'application/x-subrip',
        buffer: Buffer.from(srt),
      });
      await captions.getByText('My own').waitFor();
      const size = () => styleOf(captions, 'fontSize').then(parseFloat);
      const before = await size();
      await choose('Large');
      await until('they are larger', async () => (await size()) > before);
      await choose('Off');
      await captions.waitFor({ state: 'detached' });
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await press(page, 'c');
      await captions.getByText('My own').waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-7] at one’s own pace one plays and seeks alone, and comes back',
    async () => {
      const page = await join();
      await page.getByRole('button', { name: /in sync|waiting/ }).click();
      await page.getByRole('menuitem', { name: 'Watch at my own pace' }).click();
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await until('it plays here', async () => (await readPlayer(page)).position > 0.5);
      expect(room()?.isPlaying).toBe(false);
      await page.getByRole('slider', { name: 'Seek' }).focus();
      await press(page, 'End');
      await press(page, 'ArrowLeft');
      await until('it has gone there', async () => (await readPlayer(page)).position > 50);
      expect(roomPosition()).toBe(0);
      await page.getByRole('button', { name: 'at my own pace' }).click();
      await page.getByRole('menuitem', { name: 'Follow the room again' }).click();
      await until('it is where the room is', async () => (await readPlayer(page)).position < 0.1);
      expect((await readPlayer(page)).isPaused).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] full screen has the chat over the video, and the controls hide while nobody moves',
    async () => {
      const page = await join(undefined, { viewport: { width: 1000, height: 800 } });
      const controls = page.getByRole('group', { name: 'Playback controls' });
      await page.getByRole('button', { name: 'Full screen', exact: true }).click();
      const stage = page.getByRole('region', { name: 'Video', exact: true });
      await until('it covers the window', async () => {
        const box = await stage.boundingBox();
        const size = page.viewportSize();
        return box !== null && size !== null && box.width >= size.width && box.height >= size.height;
      });
      await stage.getByRole('textbox', { name: 'Message' }).fill('hello from full screen');
      await press(page, 'Enter');
      await stage.getByText('hello from full screen').waitFor();
      // The chat beside is behind it, and silent.
      expect(await page.locator('main [inert] [role=log]').count()).toBe(1);
      await page.getByRole('button', { name: 'Hide the chat' }).click();
      expect(await stage.getByRole('log').count()).toBe(0);

      screening.ask({ type: 2, state: true });
      await page.evaluate('document.activeElement.blur()');
      await page.mouse.move(300, 200);
      const opacity = () => styleOf(controls, 'opacity');
      await until('they hide', async () => (await opacity()) === '0', 15_000);
      await page.mouse.move(310, 210);
      await until('they are back', async () => (await opacity()) === '1');
      await page.getByRole('button', { name: 'Leave full screen' }).click();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] what a viewer may not do is disabled and says why; volume stays theirs',
    async () => {
      const grants = room()?.grants ?? [];
      const page = await join((fresh) =>
        fresh.routeWebSocket(/\/api\/room\//, (socket) => {
          const server = socket.connectToServer();
          socket.onMessage((message) => server.send(message));
          server.onMessage((message) => {
            const sync = JSON.parse(String(message)) as { grants?: unknown };
            if (sync.grants !== undefined) sync.grants = grants.map(([role]) => [role, 0]);
            socket.send(JSON.stringify(sync));
          });
        }),
      );
      const play = page.getByRole('button', { name: 'Play', exact: true });
      expect(await play.getAttribute('aria-disabled')).toBe('true');
      expect(await page.getByRole('slider', { name: 'Seek' }).getAttribute('aria-disabled')).toBe('true');
      await play.focus();
      await page
        .getByText(/permission|allow/i)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Mute' }).click();
      await until('it is mute', () => isMuted(page));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] axe finds nothing, in both themes and in a small window',
    async () => {
      const page = await join(undefined, { viewport: { width: 320, height: 640 } });
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
        await page
          .getByRole('group', { name: 'Playback controls' })
          .getByRole('button', { name: 'More' })
          .click();
        await page.getByRole('menuitem', { name: '1.5×' }).click();
        await until('the room is faster', () => room()?.playbackSpeed === 1.5);
      }
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      const stage = await page.getByRole('region', { name: 'Video', exact: true }).boundingBox();
      for (const button of await page
        .getByRole('group', { name: 'Playback controls' })
        .getByRole('button')
        .all()) {
        const box = await button.boundingBox();
        expect(box?.width).toBeGreaterThanOrEqual(24);
        expect(box?.height).toBeGreaterThanOrEqual(24);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((stage?.x ?? 0) + (stage?.width ?? 0));
      }
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(!hasBrowser)('where the browser wants a click first', () => {
  it(
    '[WEB-12] playback is joined without sound, and with it after the click',
    async () => {
      await using screening = await Screening.start();
      const page = await screening.join(askForClick);
      screening.ask({ type: 5, video: DEMO });
      await screening.allReady();
      screening.ask({ type: 2, state: true });
      const join = page.getByRole('button', { name: 'Click to join playback' });
      await join.waitFor({ timeout: 20_000 });
      await until('it plays muted', async () => (await readPlayer(page)).position > 0.5, 20_000);
      expect(await isMutedNow(page)).toBe(true);
      await join.click();
      await until('it has sound', async () => !(await isMutedNow(page)));
      expect(await join.count()).toBe(0);
    },
    TIMEOUT_MS,
  );
});

/** What the browser makes of a style. */
const styleOf = (of: Locator, property: string): Promise<string> =>
  of.evaluate(
    (element, name) =>
      (globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> }).getComputedStyle(
        element,
      )[name] ?? '',
    property,
  );

const isMutedNow = async (page: Page) => (await readPlayer(page)).isMuted;
