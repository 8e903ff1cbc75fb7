import type { PageLog } from './page-log.ts';

interface Video {
  readonly currentTime: number;
  readonly readyState: number;
}

interface PageGlobals {
  readonly document: {
    querySelector(selector: 'video'): Video | null;
    addEventListener(name: string, listener: () => void, isCapture: boolean): void;
  };
  pageLog: PageLog;
}

/** Runs in the page, before its scripts and before its clock is made wrong: notes where the player is, every `everyMs`, and when it seeks. */
export function watchPlayer(everyMs: number): void {
  const page = globalThis as unknown as PageGlobals;
  const now = performance.now.bind(performance);
  const log: PageLog = { samples: [], seeksAt: [], joinedAt: null, now };
  page.pageLog = log;
  page.document.addEventListener('seeking', () => log.seeksAt.push(now()), true);
  setInterval(() => {
    const video = page.document.querySelector('video');
    if (video === null || video.readyState === 0) return;
    log.samples.push({ at: now(), position: video.currentTime });
  }, everyMs);
}
