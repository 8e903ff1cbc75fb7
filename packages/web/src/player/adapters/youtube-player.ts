import { systemClock, type PlayerSample } from '@usher/client';
import type { PlayerStatus } from '@usher/protocol';
import { FramePlayer } from './frame-player.ts';
import type { CaptionTrack, Problem } from './media-player.ts';
import { insertFrame } from './service-frame.ts';
import { loadYoutubeApi, youtubeEmbedUrl, YoutubeState, type YoutubeFrame } from './youtube-api.ts';

/** YouTube does not say when a seek is done. Where playback is this near to its goal, it is. */
const SEEKED_WITHIN_S = 1.5;
const SEEK_MAX_MS = 5_000;

const PROBLEMS: Readonly<Record<number, Problem>> = {
  2: 'removed',
  5: 'unsupported',
  100: 'removed',
  101: 'embeddingForbidden',
  150: 'embeddingForbidden',
  153: 'embeddingForbidden',
};

/** YouTube's own player. */
export class YoutubePlayer extends FramePlayer {
  readonly #id: string;
  #youtube: YoutubeFrame | null = null;
  /** Before that it has none of its methods. */
  #isReady = false;
  #playing: number = YoutubeState.Unstarted;
  #rate = 1;
  #seek: { readonly to: number; readonly until: number } | null = null;
  /** Before the first play a video can only be cued elsewhere: to seek would be to play. */
  #cuedAt: number | null = 0;

  constructor(host: HTMLElement, id: string) {
    super();
    this.#id = id;
    void this.#open(host);
  }

  get #frame(): YoutubeFrame | null {
    return this.#isReady ? this.#youtube : null;
  }

  sample(): PlayerSample | null {
    const frame = this.#frame;
    if (frame === null) return null;
    const position = this.#cuedAt ?? frame.getCurrentTime() ?? 0;
    return {
      position,
      duration: this.state.duration,
      rate: this.#rate,
      paused: this.#playing !== YoutubeState.Playing && this.#playing !== YoutubeState.Buffering,
      seeking: this.#isSeeking(position),
      stalled: this.#playing === YoutubeState.Buffering,
      isLive: this.state.isLive,
    };
  }

  pause(): void {
    this.#frame?.pauseVideo();
  }

  seek(to: number): void {
    if (this.#cuedAt !== null) {
      this.#cuedAt = to;
      this.#frame?.cueVideoById({ videoId: this.#id, startSeconds: to });
      return;
    }
    this.#seek = { to, until: systemClock.now() + SEEK_MAX_MS };
    this.#frame?.seekTo(to, true);
  }

  setRate(rate: number): void {
    this.#rate = rate;
    const rates = this.#frame?.getAvailablePlaybackRates() ?? [1];
    const nearest = rates.toSorted((a, b) => Math.abs(a - rate) - Math.abs(b - rate))[0] ?? 1;
    this.#frame?.setPlaybackRate(nearest);
  }

  chooseCaptions(id: string | null): void {
    this.#frame?.setOption('captions', 'track', id === null ? {} : { languageCode: id });
  }

  goLive(): void {
    this.#frame?.seekTo(this.#frame.getDuration() ?? 0, true);
  }

  override destroy(): void {
    super.destroy();
    this.#youtube?.destroy();
  }

  protected start(): void {
    this.#frame?.playVideo();
  }

  protected applySound(): void {
    this.#frame?.setVolume(this.volume * 100);
    if (this.isSilent) this.#frame?.mute();
    else this.#frame?.unMute();
  }

  async #open(host: HTMLElement): Promise<void> {
    const api = await loadYoutubeApi().catch(() => null);
    if (this.isDestroyed) return;
    if (api === null) return this.fail('serviceUnreachable');
    this.#youtube = new api.Player(insertFrame(host, youtubeEmbedUrl(this.#id)), {
      events: {
        onReady: () => this.#onReady(),
        onStateChange: ({ data }) => this.#onState(data),
        onError: ({ data }) => this.fail(PROBLEMS[data] ?? 'unavailable'),
        onAutoplayBlocked: () => this.refused(),
      },
    });
  }

  #onReady(): void {
    if (this.isDestroyed) return;
    this.#isReady = true;
    this.applySound();
    this.#observe();
  }

  #onState(playing: number): void {
    this.#playing = playing;
    if (playing === YoutubeState.Playing) {
      this.#cuedAt = null;
      this.started();
    }
    this.#observe();
  }

  #observe(): void {
    const frame = this.#frame;
    if (frame === null || this.state.problem !== null) return;
    const isLive = frame.getVideoData?.()?.isLive === true;
    const duration = frame.getDuration() ?? 0;
    this.news.tell({
      status: this.#status(),
      isLive,
      duration: isLive || duration === 0 ? null : duration,
      bufferedTo: (frame.getVideoLoadedFraction() ?? 0) * duration,
      captionTracks: captionTracksOf(frame, this.state.captionTracks),
    });
  }

  /** WEB-6: it loads nothing before it plays, so what stands ready is all that there is to wait for. */
  #status(): PlayerStatus {
    if (this.#playing === YoutubeState.Ended) return 'ended';
    return this.#playing === YoutubeState.Buffering ? 'buffering' : 'ready';
  }

  #isSeeking(position: number): boolean {
    if (this.#seek === null) return false;
    const { to, until } = this.#seek;
    const isThere = this.#playing !== YoutubeState.Buffering && Math.abs(position - to) < SEEKED_WITHIN_S;
    if (isThere || systemClock.now() >= until) this.#seek = null;
    return this.#seek !== null;
  }
}

function captionTracksOf(frame: YoutubeFrame, known: readonly CaptionTrack[]): readonly CaptionTrack[] {
  const tracks = frame.getOption('captions', 'tracklist') ?? [];
  if (tracks.length === known.length) return known;
  return tracks.map(({ languageCode, displayName }) => ({
    id: languageCode,
    label: displayName ?? languageCode,
  }));
}
