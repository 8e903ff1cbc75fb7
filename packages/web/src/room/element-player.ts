import type { Player, PlayerSample } from '@usher/client';

/** A `<video>` as a player that follows a room. It starts muted where the browser does not let it start otherwise (WEB-12). */
export class ElementPlayer implements Player {
  readonly fixedRate = cracklesAtRateChanges();
  readonly #video: HTMLVideoElement;
  readonly #onBlocked: () => void;
  /** What the browser lets us do without a click. */
  #allowed: 'sound' | 'picture' | 'nothing' = 'sound';

  /** `onBlocked` is called when only a click can start it, or start it with sound. */
  constructor(video: HTMLVideoElement, onBlocked: () => void) {
    this.#video = video;
    this.#onBlocked = onBlocked;
    video.preservesPitch = true;
  }

  sample(): PlayerSample | null {
    const { currentTime, duration, playbackRate, paused, seeking, readyState } = this.#video;
    if (readyState < HTMLMediaElement.HAVE_METADATA) return null;
    return {
      position: currentTime,
      duration: Number.isFinite(duration) ? duration : null,
      rate: playbackRate,
      paused,
      seeking,
      stalled: readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    };
  }

  play(): void {
    if (this.#allowed !== 'nothing') void this.#tryToPlay();
  }

  pause(): void {
    this.#video.pause();
  }

  seek(to: number): void {
    this.#video.currentTime = to;
  }

  setRate(rate: number): void {
    this.#video.playbackRate = rate;
  }

  /** To be called in the handler of a click. */
  join(): void {
    this.#allowed = 'sound';
    this.#video.muted = false;
    void this.#tryToPlay();
  }

  async #tryToPlay(): Promise<void> {
    try {
      await this.#video.play();
    } catch (error) {
      // A pause or a new source that came in between is no refusal.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#allowed = this.#video.muted ? 'nothing' : 'picture';
      this.#video.muted = true;
      this.#onBlocked();
    }
  }
}

/** Safari's audio has gaps when the rate changes (WEB-3). */
function cracklesAtRateChanges(): boolean {
  return /^((?!chrome|chromium|android).)*safari/i.test(navigator.userAgent);
}
