import { systemClock, type PlayerSample } from '@usher/client';
import type { MediaPlayer, PlayerState, Problem } from './media-player.ts';
import { PlayerNews } from './player-news.ts';

const ONE_REFUSAL_MS = 1_000;

/** What the players of services have in common: they run in a frame, know few rates, and are kept in step by seeking (WEB-3). */
export abstract class FramePlayer implements MediaPlayer {
  readonly fixedRate = true;
  readonly rateMax = 2;
  readonly video = null;
  protected readonly news = new PlayerNews();
  protected isDestroyed = false;
  protected volume = 1;
  #isMuted = false;
  #refusedAt = -Infinity;

  get state(): PlayerState {
    return this.news.state;
  }

  subscribe(listener: () => void): () => void {
    return this.news.subscribe(listener);
  }

  play(): void {
    // Once everything is refused, only a click into the frame itself helps.
    if (this.state.blocked !== 'playback') this.start();
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.applySound();
  }

  setMuted(muted: boolean): void {
    this.#isMuted = muted;
    this.applySound();
  }

  join(): void {
    this.news.tell({ blocked: 'nothing' });
    this.applySound();
    this.start();
  }

  /** The service draws them itself. */
  captionLines(): readonly string[] {
    return [];
  }

  destroy(): void {
    this.isDestroyed = true;
    this.news.end();
  }

  abstract sample(): PlayerSample | null;
  abstract pause(): void;
  abstract seek(to: number): void;
  abstract setRate(rate: number): void;
  abstract chooseCaptions(id: string | null): void;
  abstract goLive(): void;
  protected abstract start(): void;
  protected abstract applySound(): void;

  protected get isSilent(): boolean {
    return this.#isMuted || this.state.blocked !== 'nothing';
  }

  /** The browser did not let it start: it goes on without sound, if it may at all (WEB-12). */
  protected refused(): void {
    const now = systemClock.now();
    // What was asked before that is refused with it, and says nothing new.
    if (now - this.#refusedAt < ONE_REFUSAL_MS) return;
    this.#refusedAt = now;
    const wasSilent = this.isSilent;
    this.news.tell({ blocked: wasSilent ? 'playback' : 'sound' });
    this.applySound();
    if (!wasSilent) this.start();
  }

  /** It plays after all: somebody has clicked into the frame. */
  protected started(): void {
    if (this.state.blocked !== 'playback') return;
    this.news.tell({ blocked: 'nothing' });
    this.applySound();
  }

  protected fail(problem: Problem): void {
    this.news.tell({ problem, status: 'error' });
  }
}
