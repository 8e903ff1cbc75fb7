import { describe, expect, it } from 'bun:test';
import { requireTool, startSite, stateOf, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';

const SAMPLE_EVERY_MS = 100;
/** How long after a play or seek everyone may take to come together. */
const SETTLE_MS = 2000;

interface Sample {
  readonly at: number;
  readonly positions: readonly number[];
}

/** What a page says of its player; the time is the machine's wall clock, the same for all pages. */
const readPlayer = (page: Page) =>
  page.getByTestId('player').evaluate((element) => {
    const { currentTime, paused } = element as unknown as { currentTime: number; paused: boolean };
    return { at: Date.now(), position: currentTime, isPaused: paused };
  });

/** The players' positions, asked at the same moment, each moved to one common instant. */
async function samplePositions(pages: readonly Page[]): Promise<Sample> {
  const readings = await Promise.all(pages.map(readPlayer));
  const at = Math.max(...readings.map((reading) => reading.at));
  const positions = readings.map(
    (reading) => reading.position + (reading.isPaused ? 0 : (at - reading.at) / 1000),
  );
  return { at, positions };
}

const apart = ({ positions }: Sample) => Math.max(...positions) - Math.min(...positions);

/** Watches for a while, after the time to settle; gives the largest distance between the players in seconds. */
async function largestDistance(pages: readonly Page[], forMs: number): Promise<number> {
  await Bun.sleep(SETTLE_MS);
  let largest = 0;
  for (const end = Date.now() + forMs; Date.now() < end; await Bun.sleep(SAMPLE_EVERY_MS)) {
    largest = Math.max(largest, apart(await samplePositions(pages)));
  }
  return largest;
}

const positionOf = async (page: Page) => (await samplePositions([page])).positions[0] ?? NaN;
const isPlaying = async (page: Page) => !(await readPlayer(page)).isPaused;

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

const chatOf = async (page: Page) => (await page.getByRole('log', { name: 'Chat' }).textContent()) ?? '';
const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe.skipIf(!requireTool('chromium').available)('two people watch a video together', () => {
  it('[WEB-1] [WEB-3] [WEB-10] [WEB-11] through the Balancer, in sync; a third in another room sees nothing of it', async () => {
    await using site = await startSite({ balancers: 1, monoliths: 2 });
    await using browser = await TestBrowser.start();
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const home = `http://127.0.0.1:${balancer.ports.port}`;

    const a = await browser.open(home);
    await a.getByRole('button', { name: 'Create a room' }).click();
    await a.waitForURL(/\/room\/./);
    const b = await browser.open(a.url());
    const stranger = await browser.open(home);
    await stranger.getByRole('button', { name: 'Create a room' }).click();
    await stranger.waitForURL(/\/room\/./);
    await until(
      'all have joined',
      async () => (await stateOf(balancer)).monoliths.reduce((sum, { clients }) => sum + clients, 0) === 3,
    );
    await a.getByRole('tab', { name: /People/ }).click();
    expect(await a.getByRole('list', { name: 'People' }).getByRole('listitem').count()).toBe(2);
    await a.getByRole('tab', { name: /Chat/ }).click();

    await a.getByRole('button', { name: 'Add the demo clip' }).click();
    for (const page of [a, b]) await page.getByTestId('player').waitFor({ timeout: 10_000 });
    const pages = [a, b];

    await a.getByRole('button', { name: 'Play', exact: true }).click();
    for (const page of pages) await until('it plays', () => isPlaying(page));
    expect(await largestDistance(pages, 3000)).toBeLessThan(0.3);

    const before = await positionOf(b);
    await b.getByRole('slider', { name: 'Seek' }).focus();
    await b.keyboard.press('ArrowRight');
    await until(
      'both have jumped',
      async () => (await positionOf(a)) > before + 3 && (await positionOf(b)) > before + 3,
    );
    expect(await largestDistance(pages, 3000)).toBeLessThan(0.3);

    await b.getByRole('button', { name: 'Pause', exact: true }).click();
    for (const page of pages) await until('it is paused', async () => !(await isPlaying(page)));
    expect(await largestDistance(pages, 1000)).toBeLessThanOrEqual(0.05);

    await a.getByRole('button', { name: 'Play', exact: true }).click();
    for (const page of pages) await until('it plays', () => isPlaying(page));
    expect(await largestDistance(pages, 2000)).toBeLessThan(0.3);

    for (let n = 1; n <= 5; n++) await say(n % 2 === 0 ? b : a, `line number ${n}.`);
    for (const page of pages) {
      await until('all lines are there', async () => (await chatOf(page)).includes('line number 5.'));
      const chat = await chatOf(page);
      const at = [1, 2, 3, 4, 5].map((n) => chat.indexOf(`line number ${n}.`));
      expect(at).toEqual(at.toSorted((x, y) => x - y));
      for (let n = 1; n <= 5; n++) expect(occurrences(chat, `line number ${n}.`)).toBe(1);
    }
    expect(await chatOf(stranger)).not.toContain('line number');
    expect(await stranger.getByTestId('player').count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  }, 90_000);

  it('[WEB-14] [CON-4] the Monolith is killed while they watch: nobody is disconnected and the video goes on', async () => {
    await using site = await startSite({ balancers: 1, monoliths: 2 });
    await using browser = await TestBrowser.start();
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const a = await browser.open(`http://127.0.0.1:${balancer.ports.port}`);
    await a.getByRole('button', { name: 'Create a room' }).click();
    await a.waitForURL(/\/room\/./);
    const b = await browser.open(a.url());
    await a.getByRole('button', { name: 'Add the demo clip' }).click();
    await b.getByTestId('player').waitFor();
    await a.getByRole('button', { name: 'Play', exact: true }).click();
    const pages = [a, b];
    for (const page of pages) await until('it plays', () => isPlaying(page));

    await until('the change is saved', async () => (await positionOf(a)) > 1);
    const name = new URL(a.url()).pathname.split('/').at(-1);
    const owner = (await stateOf(balancer)).rooms.find(({ room }) => room === name)?.monolith;
    await site.monoliths.find(({ id }) => id === owner)?.kill();
    await until('another Monolith has the room', async () => {
      const { rooms } = await stateOf(balancer);
      return rooms.some(
        ({ room, monolith, clients }) =>
          room === name && clients === 2 && monolith !== null && monolith !== owner,
      );
    });
    for (const page of pages) expect(await isPlaying(page)).toBe(true);
    expect(await largestDistance(pages, 1000)).toBeLessThan(0.3);
    await say(a, 'still here');
    await until('it is heard', async () => (await chatOf(b)).includes('still here'));
    expect(browser.complaints).toEqual([]);
  }, 90_000);
});
