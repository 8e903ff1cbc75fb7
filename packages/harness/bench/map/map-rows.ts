import { TestBrowser } from '@usher/harness';
import { round } from '@usher/harness/measuring';
import { percentile } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import type { Bar } from '../../src/measuring/bar.ts';
import type { Figure, Row, RowOptions } from '../row.ts';
import { SiteStory } from './site-story.ts';
import { serveStory } from './story-server.ts';

const SIZE = { monoliths: 6, rooms: 1000, clientsPerRoom: 10 };
const EVENTS_PER_SECOND = 2000;
/** One frame of 60 per second, and what a machine without a graphics card may take longer. */
const INTERVAL_MS_MAX = 20;
/** What one minute of events may add to the page's memory. */
const GROWTH_MB_MAX = 20;
const VIEWPORT = { viewport: { width: 1440, height: 900 } };

/** Runs in the page before its scripts: notes how far apart frames are, and how long the page's own work in each takes. */
const PROBE = `(() => {
  const frames = { intervals: [], works: [] };
  globalThis.frames_ = frames;
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  let last = null;
  globalThis.requestAnimationFrame = (callback) => request((now) => {
    if (last !== null && now !== last) frames.intervals.push(now - last);
    last = now;
    const startedAt = performance.now();
    callback(now);
    frames.works.push(performance.now() - startedAt);
  });
})()`;

interface Frames {
  readonly intervals: number[];
  readonly works: number[];
}

/** How smooth the operators' live map is (WEB-20), in a browser that draws in software. */
export const smoothness: Row = {
  name: 'map-frames',
  what: `the live map's frames: ${SIZE.rooms} rooms of ${SIZE.clientsPerRoom} clients, ${EVENTS_PER_SECOND} events a second`,
  async run(options) {
    await using server = serveStory(new SiteStory(SIZE), EVENTS_PER_SECOND);
    await using browser = await TestBrowser.start();
    const page = await browser.open(server.url, VIEWPORT, async (fresh) => {
      await fresh.addInitScript(PROBE);
    });
    await page.getByText('1,000 rooms').first().waitFor();
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    for (const [key, view] of [
      ['1', 'topology'],
      ['2', 'tree'],
      ['3', 'regions'],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForTimeout(1500);
      const { intervals, works } = await watch(page, options);
      const p95 = round(percentile(intervals, 0.95), 1);
      figures.push(
        figure(`${view}: from frame to frame`, intervals),
        figure(`${view}: work of one frame`, works),
      );
      bars.push({
        what: `${view}, p95 ms from frame to frame`,
        value: p95,
        limit: INTERVAL_MS_MAX,
        is: 'at-most',
      });
      options.progress(`${view}: p95 ${p95} ms`);
    }
    return { figures, bars };
  },
};

/** Whether the page forgets what is over. */
export const memory: Row = {
  name: 'map-memory',
  what: 'what a minute of the same events leaves in the memory of the page',
  async run({ isQuick }) {
    await using server = serveStory(new SiteStory(SIZE), EVENTS_PER_SECOND);
    await using browser = await TestBrowser.start();
    const page = await browser.open(server.url, VIEWPORT);
    await page.getByText('1,000 rooms').first().waitFor();
    await page.waitForTimeout(5000);
    const before = await heapMegabytes(page);
    await page.waitForTimeout(isQuick ? 15_000 : 60_000);
    const after = await heapMegabytes(page);
    const grown = round(after - before, 1);
    return {
      figures: [single('heap before', 'MB', before), single('heap after', 'MB', after)],
      bars: [{ what: 'growth, MB', value: grown, limit: GROWTH_MB_MAX, is: 'at-most' }],
    };
  },
};

async function watch(page: Page, { isQuick }: RowOptions): Promise<Frames> {
  await page.evaluate('frames_.intervals.length = frames_.works.length = 0');
  await page.waitForTimeout(isQuick ? 4000 : 12_000);
  return page.evaluate<Frames>('frames_');
}

/** What is left after everything unused is thrown away. */
async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return round(usedSize / 1e6, 1);
}

function figure(subject: string, samples: readonly number[]): Figure {
  return {
    subject,
    unit: 'ms',
    median: round(percentile(samples, 0.5), 1),
    least: round(Math.min(...samples), 1),
    most: round(Math.max(...samples), 1),
  };
}

const single = (subject: string, unit: string, value: number): Figure => ({
  subject,
  unit,
  median: value,
  least: value,
  most: value,
});
