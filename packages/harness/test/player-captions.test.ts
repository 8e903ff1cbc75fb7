import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool, startRole, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;
const clip = (n: number) => ({ service: 'direct', id: `/demo/usher-demo.mp4?clip=${n}` }) as const;
const vtt = (text: string) => `WEBVTT\n\n00:00.000 --> 00:50.000\n${text}\n`;

/** Each item has subtitles, as far as the page knows. */
const subtitled = (path: string) => (page: Page) =>
  Wire.of(page, (sync) =>
    sync.currentSource == null
      ? sync
      : { ...sync, currentSource: { ...sync.currentSource, subtitleUrl: path } },
  );

async function chooseOfItem(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Captions' }).click();
  await page.getByRole('menuitem', { name: 'Subtitles of this video' }).click();
}

describe.skipIf(!requireTool('chromium').available)('captions', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start();
  }, TIMEOUT_MS);
  afterAll(() => screening[Symbol.asyncDispose]());

  const current = () => screening.host.view.room?.currentSource?.id;

  it(
    '[WEB-12] what a viewer has chosen to read holds for the next item, for "Try again" and after a reload; a file of theirs for its item',
    async () => {
      const page = await screening.join(async (fresh) => {
        await subtitled('https://subtitles.example/a.vtt')(fresh);
        await fresh.route('https://subtitles.example/**', (route) =>
          route.fulfill({ body: vtt('From the item'), headers: { 'Access-Control-Allow-Origin': '*' } }),
        );
        await fresh.route(/clip=2/, (route) => route.fulfill({ status: 404 }));
      });
      for (const n of [1, 2]) screening.ask({ type: RequestType.Add, video: clip(n) });
      const captions = page.getByTestId('captions');
      await chooseOfItem(page);
      await captions.getByText('From the item').waitFor();
      screening.ask({ type: RequestType.Skip });
      await until('the next is there', () => current() === clip(2).id);
      await page.getByText(/^This video cannot be played here: either it cannot be loaded, or /).waitFor();
      await captions.getByText('From the item').waitFor();
      await page.reload();
      await captions.getByText('From the item').waitFor();

      await page.locator('input[type=file][accept*=vtt]').setInputFiles({
        name: 'own.vtt',
        mimeType: 'text/vtt',
        buffer: Buffer.from(vtt('My own')),
      });
      await captions.getByText('My own').waitFor();
      await page.unroute(/clip=2/);
      await page.getByRole('button', { name: 'Try again' }).click();
      await until('it can be played', () => screening.statuses().every((status) => status === 'ready'));
      await captions.getByText('My own').waitFor();
      await page.getByRole('button', { name: 'Captions' }).click();
      await page.getByRole('menuitem', { name: 'own.vtt' }).waitFor();
      // The browser tells of what did not load, too.
      expect(screening.browser.complaints.filter((text) => !text.includes('404'))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    '[CON-1] [WEB-12] those of the site are found below its path',
    async () => {
      await using site = await startRole('monolith', {
        monolith: { base_url: '/watch/', link_enabled: false },
      });
      await using browser = await TestBrowser.start();
      const home = `http://127.0.0.1:${site.ports.httpPort}/watch/`;
      const page = await browser.open(home, {}, async (fresh) => {
        await subtitled('/demo/a.vtt')(fresh);
        await fresh.route('**/watch/demo/a.vtt', (route) => route.fulfill({ body: vtt('From the site') }));
      });
      await page.getByRole('button', { name: 'Create a room' }).click();
      await page.getByRole('button', { name: 'Add the demo clip' }).click();
      await chooseOfItem(page);
      await page.getByTestId('captions').getByText('From the site').waitFor();
      expect(browser.complaints).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
