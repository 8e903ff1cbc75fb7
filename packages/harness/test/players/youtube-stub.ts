import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';

/** What a test sees of, and does to, the player that the page has made. */
export interface YoutubeStub {
  readonly calls: string[];
  readonly frames: number;
  getCurrentTime(): number;
  state: number;
  fail(code: number): void;
  buffer(): void;
  finish(): void;
}

interface StubOptions {
  /** The browser lets it play with sound only after a click. */
  readonly asksForClick?: boolean;
  readonly duration?: number;
}

/** Answers for YouTube in this page: its script is a hand-written player that behaves as the IFrame API is documented. */
export async function stubYoutube(page: Page, options: StubOptions = {}): Promise<void> {
  await page.route('https://www.youtube.com/iframe_api', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `(${youtubeScript.toString()})(${JSON.stringify(options)})`,
    }),
  );
  await page.route('https://www.youtube-nocookie.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A video</title>' }),
  );
}

/** Reads or does something with the newest player of the page. */
export async function withYoutube<T>(page: Page, use: (stub: YoutubeStub) => T): Promise<T> {
  await until('there is a player', async () => page.evaluate('globalThis.youtubeStub !== undefined'), 20_000);
  return page.evaluate<T>(`(${use.toString()})(globalThis.youtubeStub)`);
}

/** Runs in the page. */
function youtubeScript({ asksForClick = false, duration = 120 }: StubOptions): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  let mayHaveSound = !asksForClick;
  addEventListener('pointerdown', ({ isTrusted }) => (mayHaveSound ||= isTrusted), true);
  const [UNSTARTED, ENDED, PLAYING, PAUSED, BUFFERING, CUED] = [-1, 0, 1, 2, 3, 5] as const;

  class Player {
    calls: string[] = [];
    state: number = UNSTARTED;
    #at = { position: 0, time: 0 };
    #rate = 1;
    #isMuted = false;
    #frame: { remove(): void };
    #events: Record<string, (event: { data: number }) => void>;

    constructor(
      frame: { remove(): void },
      { events }: { events: Record<string, (event: { data: number }) => void> },
    ) {
      this.#frame = frame;
      this.#events = events;
      scope['youtubeStub'] = this;
      setTimeout(() => this.#tell('onReady', 0), 30);
      setInterval(() => {
        if (this.state === PLAYING && this.getCurrentTime() >= duration) this.finish();
      }, 50);
    }

    get frames(): number {
      return (scope['document'] as { querySelectorAll(what: string): { length: number } }).querySelectorAll(
        'iframe',
      ).length;
    }

    playVideo() {
      this.calls.push('play');
      if (!mayHaveSound && !this.#isMuted) {
        setTimeout(() => this.#tell('onAutoplayBlocked', 0), 20);
        return;
      }
      if (this.state === ENDED) this.#note(0);
      this.#goThrough(BUFFERING, PLAYING, 40);
    }
    pauseVideo() {
      this.calls.push('pause');
      if (this.state === PLAYING || this.state === BUFFERING) this.#become(PAUSED);
    }
    seekTo(seconds: number) {
      this.calls.push(`seek ${Math.round(seconds)}`);
      const next = this.state === PAUSED ? PAUSED : PLAYING;
      this.#note(seconds);
      if (next === PLAYING) this.#goThrough(BUFFERING, PLAYING, 80);
    }
    cueVideoById({ startSeconds }: { startSeconds: number }) {
      this.calls.push(`cue ${Math.round(startSeconds)}`);
      this.#note(startSeconds);
      this.#become(CUED);
    }
    setPlaybackRate(rate: number) {
      this.calls.push(`rate ${rate}`);
      this.#note(this.getCurrentTime());
      this.#rate = rate;
    }
    setVolume(percent: number) {
      this.calls.push(`volume ${percent}`);
    }
    mute() {
      this.calls.push('mute');
      this.#isMuted = true;
    }
    unMute() {
      this.calls.push('unmute');
      this.#isMuted = false;
    }
    getCurrentTime() {
      const { position, time } = this.#at;
      const passed = this.state === PLAYING ? ((performance.now() - time) / 1000) * this.#rate : 0;
      return Math.min(duration, position + passed);
    }
    getDuration() {
      return duration;
    }
    getVideoLoadedFraction() {
      return 0.5;
    }
    getAvailablePlaybackRates() {
      return [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
    }
    getOption() {
      return [{ languageCode: 'de', displayName: 'German' }];
    }
    setOption(_module: string, _option: string, { languageCode = 'none' }: { languageCode?: string }) {
      this.calls.push(`captions ${languageCode}`);
    }
    destroy() {
      this.calls.push('destroy');
      this.#frame.remove();
    }

    fail(code: number) {
      this.#tell('onError', code);
    }
    buffer() {
      this.#become(BUFFERING);
    }
    finish() {
      this.#note(duration);
      this.#become(ENDED);
    }

    #goThrough(first: number, then: number, ms: number) {
      this.#become(first);
      setTimeout(() => {
        if (this.state === first) this.#become(then);
      }, ms);
    }
    #become(state: number) {
      this.#note(this.getCurrentTime());
      this.state = state;
      this.#tell('onStateChange', state);
    }
    #note(position: number) {
      this.#at = { position, time: performance.now() };
    }
    #tell(event: string, data: number) {
      setTimeout(() => this.#events[event]?.({ data }), 5);
    }
  }

  scope['YT'] = { Player };
  setTimeout(() => (scope['onYouTubeIframeAPIReady'] as (() => void) | undefined)?.(), 5);
}
