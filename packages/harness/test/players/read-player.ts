import type { Page } from 'playwright-core';

/** What a page's player says of itself. */
interface PlayerReading {
  readonly at: number;
  readonly position: number;
  readonly isPaused: boolean;
  readonly isMuted: boolean;
}

/** What the page's `<video>` says; the time is the machine's. */
export async function readPlayer(page: Page): Promise<PlayerReading> {
  return page.getByTestId('player').evaluate((element) => {
    const { currentTime, paused, muted } = element as unknown as {
      currentTime: number;
      paused: boolean;
      muted: boolean;
    };
    return { at: Date.now(), position: currentTime, isPaused: paused, isMuted: muted };
  });
}

/** How far apart the pages' players are, seconds. */
export async function distance(pages: readonly Page[]): Promise<number> {
  const readings = await Promise.all(pages.map(readPlayer));
  const at = Math.max(...readings.map((reading) => reading.at));
  const positions = readings.map(
    (reading) => reading.position + (reading.isPaused ? 0 : (at - reading.at) / 1000),
  );
  return Math.max(...positions) - Math.min(...positions);
}
