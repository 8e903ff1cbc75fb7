import { systemClock, type PlayerSample } from '@usher/client';
import { FramePlayer } from './frame-player.ts';
import type { PlayerState, Problem } from './media-player.ts';
import { insertFrame } from './service-frame.ts';
import { loadVimeoApi, vimeoEmbedUrl, type VimeoError, type VimeoFrame } from './vimeo-api.ts';

const PROBLEMS: Readonly<Record<string, Problem>> = {
  NotFoundError: 'removed',
  PasswordError: 'removed',
  PrivacyError: 'embeddingForbidden',
  NotPlayableError: 'unsupported',
};

/** Vimeo's own player. It tells its position four times a second; between that it is reckoned. */
export class VimeoPlayer extends FramePlayer {
  #frame: VimeoFrame | null = null;
  #at = { position: 0, time: 0 };
  #rate = 1;
  #isPlaying = false;
  #isSeeking = false;
  #isBuffering = false;

  constructor(host: HTMLElement, id: string) {
    super();
    void this.#open(host, id);
  }

  sample(): PlayerSample | null {
    if (this.#frame === null) return null;
    return {
      position: this.#position(),
      duration: this.state.duration,
      rate: this.#rate,
      paused: !this.#isPlaying,
      seeking: this.#isSeeking,
      stalled: this.#isBuffering,
      isLive: false,
    };
  }

  pause(): void {
    this.#call((frame) => frame.pause());
  }

  seek(to: number): void {
    this.#isSeeking = true;
    this.#note(to);
    this.#call((frame) => frame.setCurrentTime(to).finally(() => this.#seeked()));
  }

  /** Not every video may change it: it is then kept in step by seeking alone. */
  setRate(rate: number): void {
    this.#note(this.#position());
    this.#rate = rate;
    this.#call((frame) => frame.setPlaybackRate(Math.min(2, Math.max(0.5, rate))));
  }

  chooseCaptions(id: string | null): void {
    this.#call((frame) => (id === null ? frame.disableTextTrack() : frame.enableTextTrack(id)));
  }

  goLive(): void {}

  override destroy(): void {
    super.destroy();
    this.#call((frame) => frame.destroy());
  }

  protected start(): void {
    this.#frame?.play().catch(({ name }: VimeoError) => {
      if (name === 'NotAllowedError' && !this.isDestroyed) this.refused();
    });
  }

  protected applySound(): void {
    const { volume, isSilent } = this;
    this.#call(async (frame) => {
      await frame.setVolume(volume);
      await frame.setMuted(isSilent);
    });
  }

  async #open(host: HTMLElement, id: string): Promise<void> {
    const api = await loadVimeoApi().catch(() => null);
    if (this.isDestroyed) return;
    if (api === null) return this.fail('serviceUnreachable');
    const frame = new api.Player(insertFrame(host, vimeoEmbedUrl(id)));
    try {
      await frame.ready();
      const [duration, tracks] = await Promise.all([frame.getDuration(), frame.getTextTracks()]);
      if (this.isDestroyed) return void frame.destroy().catch(() => {});
      this.#frame = frame;
      this.#listen(frame);
      this.applySound();
      this.#tell({
        duration,
        captionTracks: tracks.map(({ language, label }) => ({ id: language, label })),
      });
    } catch (error) {
      if (!this.isDestroyed) this.fail(PROBLEMS[(error as VimeoError).name] ?? 'unavailable');
    }
  }

  #listen(frame: VimeoFrame): void {
    frame.on('play', () => this.#onPlaying(true));
    frame.on('playing', () => this.#onPlaying(true));
    frame.on('pause', () => this.#onPlaying(false));
    frame.on('timeupdate', ({ seconds }) => {
      if (!this.#isSeeking) this.#note(seconds);
    });
    frame.on('seeked', ({ seconds }) => {
      this.#note(seconds);
      this.#seeked();
    });
    frame.on('bufferstart', () => this.#onBuffering(true));
    frame.on('bufferend', () => this.#onBuffering(false));
    frame.on('progress', ({ percent, duration }) => this.#tell({ bufferedTo: percent * duration }));
    frame.on('ended', () => {
      this.#isPlaying = false;
      this.#tell({ status: 'ended' });
    });
    frame.on('error', ({ name, method }) => {
      // A call that was refused says so itself.
      if (!method) this.fail(PROBLEMS[name] ?? 'unavailable');
    });
  }

  #onPlaying(isPlaying: boolean): void {
    if (isPlaying !== this.#isPlaying) this.#note(this.#position());
    this.#isPlaying = isPlaying;
    if (isPlaying) this.started();
    this.#tell();
  }

  #onBuffering(isBuffering: boolean): void {
    this.#note(this.#position());
    this.#isBuffering = isBuffering;
    this.#tell();
  }

  #seeked(): void {
    this.#isSeeking = false;
    this.#note(this.#at.position);
    this.#tell();
  }

  #tell(changes: Partial<PlayerState> = {}): void {
    if (this.state.problem !== null) return;
    this.news.tell({ status: this.#isBuffering ? 'buffering' : 'ready', ...changes });
  }

  #note(position: number): void {
    this.#at = { position, time: systemClock.now() };
  }

  #position(): number {
    const isMoving = this.#isPlaying && !this.#isSeeking && !this.#isBuffering;
    const { position, time } = this.#at;
    return isMoving ? position + ((systemClock.now() - time) / 1000) * this.#rate : position;
  }

  #call(call: (frame: VimeoFrame) => Promise<unknown>): void {
    if (this.#frame !== null) call(this.#frame).catch(() => {});
  }
}
