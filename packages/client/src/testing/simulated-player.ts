import type { PlayerCommand, PlayerSample } from '../core/player.ts';

/** A player whose seeks take a while, and that starts a little late. Times in ms but for the position. */
export class SimulatedPlayer {
  position: number;
  rate = 1;
  paused = true;
  seeks = 0;
  readonly #seekMs: number;
  readonly #startMs: number;
  readonly #duration: number;
  readonly #rateError: number;
  #blockedUntil = 0;
  #now = 0;

  constructor(
    options: {
      position?: number;
      seekMs?: number;
      startMs?: number;
      duration?: number;
      /** By how much it plays faster than its rate says. */
      rateError?: number;
    } = {},
  ) {
    this.position = options.position ?? 0;
    this.#seekMs = options.seekMs ?? 120;
    this.#startMs = options.startMs ?? 30;
    this.#duration = options.duration ?? 3600;
    this.#rateError = options.rateError ?? 0;
  }

  advanceTo(now: number): void {
    const from = Math.max(this.#now, this.#blockedUntil);
    if (!this.paused && now > from) {
      this.position = Math.min(this.#duration, this.position + this.#passed(now - from));
      if (this.position === this.#duration) this.paused = true;
    }
    this.#now = now;
  }

  #passed(ms: number): number {
    return (ms / 1000) * this.rate * (1 + this.#rateError);
  }

  sample(): PlayerSample {
    const seeking = this.#now < this.#blockedUntil && this.seeks > 0;
    return {
      position: this.position,
      duration: this.#duration,
      rate: this.rate,
      paused: this.paused,
      seeking,
      stalled: false,
    };
  }

  obey(command: PlayerCommand): void {
    switch (command.kind) {
      case 'play':
        this.paused = false;
        this.#blockedUntil = Math.max(this.#blockedUntil, this.#now + this.#startMs);
        break;
      case 'pause':
        this.paused = true;
        break;
      case 'seek':
        this.seeks += 1;
        this.position = command.to;
        this.#blockedUntil = this.#now + this.#seekMs;
        break;
      case 'rate':
        this.rate = command.rate;
        break;
    }
  }
}
