import type { PlaybackPhase } from './playback-phase.ts';

/** Only in these can a player be told to seek. */
type SeekablePhase = Exclude<PlaybackPhase, 'live' | 'seeking' | 'stalled'>;

const COOL_DOWN_MS = 2_000;
const FOLLOWING_MAX_S = 0.5;
/** For players that know fixed rates only, or crackle when the rate changes. */
const FIXED_RATE_MAX_S = 0.2;
/** A still picture is exact to within a frame. */
const STANDING_MAX_S = 0.03;
/** A standing player that is less behind than this catches up while it plays. */
const START_LATE_MAX_S = 0.1;
/** One that is less ahead than this waits for the room. */
const START_EARLY_MAX_S = 3;

/** Whether a player is to seek: when it is too far from the room and the last seek has cooled down, or when somebody wishes it (WEB-3, WEB-7). */
export class SeekGate {
  readonly #fixedRate: boolean;
  #closedUntil = -Infinity;
  #isWished = false;

  constructor(options: { readonly fixedRate: boolean }) {
    this.#fixedRate = options.fixedRate;
  }

  isOpen(now: number, phase: SeekablePhase, driftS: number): boolean {
    return this.#isWished || (now >= this.#closedUntil && this.isFar(phase, driftS));
  }

  /** Whether the player is too far behind the room, or ahead of it, to come together with it in any other way. */
  isFar(phase: SeekablePhase, driftS: number): boolean {
    const { behindS, aheadS } = allowance(phase, this.#fixedRate);
    return driftS > behindS || -driftS > aheadS;
  }

  /** A seek has been made. */
  close(now: number): void {
    this.#closedUntil = now + COOL_DOWN_MS;
    this.#isWished = false;
  }

  /** Whatever has happened in the room may cost one seek. */
  reopen(): void {
    this.#closedUntil = -Infinity;
  }

  /** One seek, whatever the drift. */
  wish(): void {
    this.#isWished = true;
  }

  forgetWish(): void {
    this.#isWished = false;
  }
}

/** By how much a player may be off without a seek, seconds. */
function allowance(phase: SeekablePhase, fixedRate: boolean): { behindS: number; aheadS: number } {
  if (phase === 'ending') return { behindS: FOLLOWING_MAX_S, aheadS: Infinity };
  if (fixedRate) return either(FIXED_RATE_MAX_S);
  if (phase === 'starting') return { behindS: START_LATE_MAX_S, aheadS: START_EARLY_MAX_S };
  return either(phase === 'standing' ? STANDING_MAX_S : FOLLOWING_MAX_S);
}

const either = (limitS: number) => ({ behindS: limitS, aheadS: limitS });
