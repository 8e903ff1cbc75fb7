import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';

/** What a test sees of, and does to, the player that the page has made. */
export interface VimeoStub {
  readonly calls: string[];
  position(): number;
  buffer(isBuffering: boolean): void;
  finish(): void;
}

interface StubOptions {
  /** The name of the error with which it does not become ready. */
  readonly refusal?: string;
}

/** Answers for Vimeo in this page: its script is a hand-written player that behaves as the player SDK is documented. */
export async function stubVimeo(page: Page, options: StubOptions = {}): Promise<void> {
  await page.route('https://player.vimeo.com/api/player.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `(${vimeoScript.toString()})(${JSON.stringify(options)})`,
    }),
  );
  await page.route('https://player.vimeo.com/video/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A video</title>' }),
  );
}

/** Reads or does something with the newest player of the page. */
export async function withVimeo<T>(page: Page, use: (stub: VimeoStub) => T): Promise<T> {
  await until('there is a player', async () => page.evaluate('globalThis.vimeoStub !== undefined'), 20_000);
  return page.evaluate<T>(`(${use.toString()})(globalThis.vimeoStub)`);
}

/** Runs in the page. */
function vimeoScript({ refusal }: StubOptions): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  const duration = 120;

  class Player {
    calls: string[] = [];
    #listeners = new Map<string, ((data: object) => void)[]>();
    #at = { position: 0, time: 0 };
    #isPlaying = false;
    #rate = 1;
    #frame: { remove(): void };

    constructor(frame: { remove(): void }) {
      this.#frame = frame;
      scope['vimeoStub'] = this;
      setInterval(() => {
        if (this.#isPlaying) this.#tell('timeupdate', this.#time());
      }, 250);
    }

    position(): number {
      const { position, time } = this.#at;
      return position + (this.#isPlaying ? ((performance.now() - time) / 1000) * this.#rate : 0);
    }

    async ready() {
      if (refusal !== undefined) throw Object.assign(new Error('no'), { name: refusal });
    }
    async play() {
      this.calls.push('play');
      this.#note(this.position());
      this.#isPlaying = true;
      this.#tell('play', this.#time());
      this.#tell('playing', this.#time());
    }
    async pause() {
      this.calls.push('pause');
      this.#note(this.position());
      this.#isPlaying = false;
      this.#tell('pause', this.#time());
    }
    async setCurrentTime(seconds: number) {
      this.calls.push(`seek ${Math.round(seconds)}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
      this.#note(seconds);
      this.#tell('seeked', this.#time());
      return seconds;
    }
    async setPlaybackRate(rate: number) {
      this.calls.push(`rate ${rate}`);
      this.#note(this.position());
      this.#rate = rate;
      return rate;
    }
    async setVolume(volume: number) {
      this.calls.push(`volume ${volume}`);
      return volume;
    }
    async setMuted(isMuted: boolean) {
      this.calls.push(isMuted ? 'mute' : 'unmute');
      return isMuted;
    }
    async getDuration() {
      return duration;
    }
    async getTextTracks() {
      return [{ language: 'de', label: 'Deutsch', kind: 'subtitles' }];
    }
    async enableTextTrack(language: string) {
      this.calls.push(`captions ${language}`);
    }
    async disableTextTrack() {
      this.calls.push('captions none');
    }
    async destroy() {
      this.calls.push('destroy');
      this.#frame.remove();
    }
    on(event: string, hear: (data: object) => void) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), hear]);
    }

    buffer(isBuffering: boolean) {
      this.#tell(isBuffering ? 'bufferstart' : 'bufferend', {});
    }
    finish() {
      this.#note(duration);
      this.#isPlaying = false;
      this.#tell('ended', this.#time());
    }

    #time() {
      return { seconds: this.position(), percent: this.position() / duration, duration };
    }
    #note(position: number) {
      this.#at = { position, time: performance.now() };
    }
    #tell(event: string, data: object) {
      setTimeout(() => {
        for (const hear of this.#listeners.get(event) ?? []) hear(data);
      }, 5);
    }
  }

  scope['Vimeo'] = { Player };
}
