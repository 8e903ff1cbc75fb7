import type { Page } from 'playwright-core';

/** What a page's player did, as the page itself saw it. Times are the page's monotonic ones, in ms. */
export interface PlaybackRecord {
  readonly samples: readonly PlaybackSample[];
  /** What interrupts playback on purpose; that it stalls, the samples show. */
  readonly events: readonly { readonly at: number; readonly type: string }[];
}

interface PlaybackSample {
  readonly at: number;
  /** Seconds. */
  readonly position: number;
  readonly rate: number;
  /** What the page says of its connection; empty while there is nothing to say. */
  readonly status: string;
}

/** Begins to record; what was recorded before is forgotten. */
export async function startRecording(page: Page): Promise<void> {
  await page.evaluate(START);
}

/** What has been recorded so far. */
export const readRecord = (page: Page): Promise<PlaybackRecord> =>
  page.evaluate<PlaybackRecord>('globalThis.playbackRecord');

/**
 * How far playback was ever from where it would be had it gone on evenly from the first sample, at the rates that it had; seconds. A jump shows
 * as what it is, and so does a pause.
 */
export function unevenness({ samples }: PlaybackRecord): number {
  let [before] = samples;
  if (before === undefined) throw new Error('nothing has been recorded');
  let expected = before.position;
  const offsets = samples.map((sample) => {
    expected += ((sample.at - (before?.at ?? 0)) / 1000) * ((sample.rate + (before?.rate ?? 0)) / 2);
    before = sample;
    return sample.position - expected;
  });
  return Math.max(...offsets) - Math.min(...offsets);
}

const START = `(() => {
  clearInterval(globalThis.playbackRecorder);
  const record = { samples: [], events: [] };
  globalThis.playbackRecord = record;
  const player = document.querySelector('video');
  for (const type of ['pause', 'seeking', 'emptied'])
    player.addEventListener(type, () => void record.events.push({ at: performance.now(), type }));
  const status = document.querySelector('header [role=status]');
  globalThis.playbackRecorder = setInterval(() => {
    record.samples.push({
      at: performance.now(),
      position: player.currentTime,
      rate: player.paused ? 0 : player.playbackRate,
      status: status?.textContent ?? '',
    });
  }, 20);
})()`;
