import type { PlayerSample } from '@usher/client';
import type { PlayerStatus } from '@usher/protocol';
import type { ElementSource } from '../play-source.ts';
import { ElementCaptions } from './element-captions.ts';
import { bufferedTo, cracklesAtRateChanges, problemOf } from './element-facts.ts';
import type { MediaPlayer, PlayerState, Problem } from './media-player.ts';
import { PlayerNews } from './player-news.ts';
import { streamOpener, type Stream } from './stream.ts';

const NEWS = [
  'loadedmetadata',
  'durationchange',
  'canplay',
  'playing',
  'pause',
  'waiting',
  'seeked',
  'suspend',
  'progress',
  'ended',
  'error',
] as const;

/** A `<video>` that plays one item (WEB-3, WEB-12). It goes on without sound where the browser does not let it start otherwise. */
export class ElementPlayer implements MediaPlayer {
  readonly fixedRate = cracklesAtRateChanges();
  readonly rateMax = 4;
  readonly video: HTMLVideoElement;
  readonly #news = new PlayerNews();
  readonly #captions: ElementCaptions;
  readonly #refresh = () => this.#news.tell(this.#observed());
  #stream: Stream | null = null;
  #isDestroyed = false;
  #isMuted = false;

  constructor(video: HTMLVideoElement, source: ElementSource) {
    this.video = video;
    video.preservesPitch = true;
    this.#captions = new ElementCaptions(video, this.#refresh);
    for (const name of NEWS) video.addEventListener(name, this.#refresh);
    void this.#open(source);
  }

  get state(): PlayerState {
    return this.#news.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#news.subscribe(listener);
  }

  sample(): PlayerSample | null {
    const { currentTime, duration, playbackRate, paused, seeking, readyState } = this.video;
    if (readyState < HTMLMediaElement.HAVE_METADATA && !this.#waitsForPlay()) return null;
    return {
      position: currentTime,
      duration: Number.isFinite(duration) ? duration : null,
      rate: playbackRate,
      paused,
      seeking,
      stalled: readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      isLive: this.state.isLive,
    };
  }

  play(): void {
    if (this.state.blocked !== 'playback') void this.#tryToPlay();
  }

  pause(): void {
    this.video.pause();
  }

  seek(to: number): void {
    this.video.currentTime = to;
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
  }

  setVolume(volume: number): void {
    this.video.volume = volume;
  }

  setMuted(muted: boolean): void {
    this.#isMuted = muted;
    this.video.muted = muted || this.state.blocked === 'sound';
  }

  chooseCaptions(id: string | null): void {
    this.#stream?.chooseCaptions?.(this.state.captionTracks.find((track) => track.id === id) ?? null);
    this.#captions.choose(id);
  }

  captionLines(): readonly string[] {
    return this.#captions.lines();
  }

  goLive(): void {
    this.#stream?.goLive?.();
  }

  join(): void {
    this.#news.tell({ blocked: 'nothing' });
    this.video.muted = this.#isMuted;
    void this.#tryToPlay();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#news.end();
    this.#captions.destroy();
    for (const name of NEWS) this.video.removeEventListener(name, this.#refresh);
    this.#stream?.destroy();
    // Only so does the browser let go of what it has loaded.
    this.video.removeAttribute('src');
    this.video.load();
  }

  async #open({ kind, url }: ElementSource): Promise<void> {
    const open = await streamOpener(kind).catch(() => null);
    // The element may be another player's by now.
    if (this.#isDestroyed) return;
    if (open === null) return this.#fail('unavailable');
    this.#stream = open(this.video, url, {
      onLive: (isLive) => this.#news.tell({ isLive }),
      onProblem: (problem) => this.#fail(problem),
    });
  }

  #fail(problem: Problem): void {
    this.#news.tell({ problem, status: 'error' });
  }

  async #tryToPlay(): Promise<void> {
    const wasMuted = this.video.muted;
    try {
      await this.video.play();
    } catch (error) {
      // A pause or a new source that came in between is no refusal.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || this.#isDestroyed) return;
      this.#refused(wasMuted);
    }
  }

  /** It is asked to play again and again: what was asked with sound and is refused after another refusal says nothing new. */
  #refused(wasMuted: boolean): void {
    if (!wasMuted && this.state.blocked !== 'nothing') return;
    this.video.muted = true;
    this.#news.tell({ blocked: wasMuted ? 'playback' : 'sound' });
    this.#refresh();
  }

  #observed(): Partial<PlayerState> {
    const { duration, error } = this.video;
    const problem = this.state.problem ?? (error === null ? null : problemOf(error));
    return {
      problem,
      status: problem === null ? this.#status() : 'error',
      duration: Number.isFinite(duration) ? duration : null,
      bufferedTo: bufferedTo(this.video),
      captionTracks: this.#captions.tracks(this.state.captionTracks),
    };
  }

  #status(): PlayerStatus {
    if (this.video.ended) return 'ended';
    if (this.video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return 'ready';
    return this.#waitsForPlay() ? 'ready' : 'buffering';
  }

  /** WEB-6: a browser that loads no more until it plays, or until somebody clicks, is as ready as it will be: nobody is to wait for it. */
  #waitsForPlay(): boolean {
    const { src, paused, networkState, readyState } = this.video;
    if (this.state.blocked === 'playback') return readyState >= HTMLMediaElement.HAVE_METADATA;
    // Streams are fed by us: their network is not the element's.
    return paused && src !== '' && !src.startsWith('blob:') && networkState === HTMLMediaElement.NETWORK_IDLE;
  }
}
