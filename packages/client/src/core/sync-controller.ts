import { goalAt, type PlaybackGoal, type PlaybackVector } from './playback-vector.ts';

/** What a player says about itself. Times in seconds. */
export interface PlayerSample {
  readonly position: number;
  /** `null` when unknown or endless. */
  readonly duration: number | null;
  readonly rate: number;
  readonly paused: boolean;
  readonly seeking: boolean;
  /** It has nothing to show right now and waits for data. */
  readonly stalled: boolean;
  /** What is broadcast is followed at its own edge: its positions are of this player alone. */
  readonly isLive?: boolean;
}

export type PlayerCommand =
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'seek'; readonly to: number }
  | { readonly kind: 'rate'; readonly rate: number };

const DEAD_ZONE_S = 0.015;
const CORRECTED_S = 0.004;
const SEEK_BEYOND_S = 0.5;
/** For players that know fixed rates only, or crackle when the rate changes. */
const FIXED_RATE_DEAD_ZONE_S = 0.2;
/** A still picture is exact to within a frame. */
const STILL_DEAD_ZONE_S = 0.03;
const RATE_CHANGE_MAX = 0.08;
/** Smaller changes of rate are not worth telling a player. */
const RATE_STEP = 0.004;
const COOL_DOWN_MS = 2_000;
const SEEK_LATENCY_GUESS_S = 0.1;
const SEEK_LATENCY_MAX_S = 2;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Keeps one player at the room's position: called every 100 ms or so, it says what the player is to do (WEB-3). */
export class SyncController {
  readonly #fixedRate: boolean;
  #vector: PlaybackVector | null = null;
  #correcting = false;
  #seekAllowedAt = -Infinity;
  /** Learned: from the command until playback goes on. */
  #seekLatencyS = SEEK_LATENCY_GUESS_S;
  /** Where a seek in a running video lands; playback beyond it tells how long the seek took. */
  #landing: number | null = null;
  #driftS: number | null = null;
  #seekBeyondS: number;

  constructor(options: { readonly fixedRate: boolean }) {
    this.#fixedRate = options.fixedRate;
    this.#seekBeyondS = this.#usualSeekBeyondS();
  }

  /** Seconds that the player is behind the room (negative: ahead) as of the last step; `null` while that cannot be said (WEB-7). */
  get driftS(): number | null {
    return this.#driftS;
  }

  /** Makes the next step seek, whatever the drift: "Resync" (WEB-7). */
  resync(): void {
    this.#seekAllowedAt = -Infinity;
    this.#seekBeyondS = 0;
  }

  /** Commands for a player that says `player` at `now`, in order. */
  step(
    now: number,
    vector: PlaybackVector,
    offsetMs: number,
    player: PlayerSample,
  ): readonly PlayerCommand[] {
    if (vector !== this.#vector) {
      // Whatever happened in the room may cost one seek.
      this.#vector = vector;
      this.#seekAllowedAt = -Infinity;
    }
    const goal = goalAt(vector, now, offsetMs);
    const end = player.duration ?? Infinity;
    const over = goal.running && goal.position >= end;
    const commands: PlayerCommand[] = [];
    if (goal.running && !over && player.paused) commands.push({ kind: 'play' });
    if (!goal.running && !player.paused) commands.push({ kind: 'pause' });
    if (player.isLive === true) {
      this.#driftS = null;
      return commands;
    }
    // A seek's own latency is never counted as drift.
    if (player.seeking) return commands;

    const drift = Math.min(goal.position, end) - player.position;
    this.#driftS = drift;
    // A player that is nearly through runs out by itself: only so does it tell that it has ended.
    if (over && drift < SEEK_BEYOND_S) return commands;
    if (over || !goal.running || player.paused)
      return [...commands, ...this.#place(now, drift, goal, player)];
    if (player.stalled) return commands;
    this.#learn(drift / goal.speed, player);
    return [...commands, ...this.#follow(now, drift, goal.speed, player)];
  }

  /** Puts a standing player to where it has to stand, or to where it has to start. */
  #place(now: number, drift: number, goal: PlaybackGoal, player: PlayerSample): PlayerCommand[] {
    this.#correcting = false;
    const deadZone = this.#fixedRate ? FIXED_RATE_DEAD_ZONE_S : STILL_DEAD_ZONE_S;
    const rate = this.#setRate(goal.speed, goal.speed, player);
    if (Math.abs(drift) <= deadZone || now < this.#seekAllowedAt) return rate;
    return [...this.#seek(now, drift, goal.running ? goal.speed : 0, player), ...rate];
  }

  /** Follows a running room with a running player. */
  #follow(now: number, drift: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const size = Math.abs(drift);
    if (size > this.#seekBeyondS && now >= this.#seekAllowedAt) {
      this.#correcting = true;
      this.#seekBeyondS = this.#usualSeekBeyondS();
      return [...this.#seek(now, drift, speed, player), ...this.#setRate(speed, speed, player)];
    }
    if (this.#fixedRate || size < (this.#correcting ? CORRECTED_S : DEAD_ZONE_S)) {
      this.#correcting = false;
      return this.#setRate(speed, speed, player);
    }
    this.#correcting = true;
    return this.#setRate(speed * (1 + clamp(drift, -RATE_CHANGE_MAX, RATE_CHANGE_MAX)), speed, player);
  }

  /** One seek, to where playback will be when it is done. `speed` is 0 in a room that stands. */
  #seek(now: number, drift: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const ahead = this.#seekLatencyS * speed;
    const to = clamp(player.position + drift + ahead, 0, player.duration ?? Infinity);
    this.#landing = speed === 0 ? null : to;
    this.#seekAllowedAt = now + COOL_DOWN_MS;
    return [{ kind: 'seek', to }];
  }

  /** Late after a seek: it took longer than thought. Early: shorter. */
  #learn(lateS: number, player: PlayerSample): void {
    if (this.#landing === null || player.position <= this.#landing) return;
    if (player.position - this.#landing < 1) {
      this.#seekLatencyS = clamp(this.#seekLatencyS + lateS / 2, 0, SEEK_LATENCY_MAX_S);
    }
    this.#landing = null;
  }

  #usualSeekBeyondS(): number {
    return this.#fixedRate ? FIXED_RATE_DEAD_ZONE_S : SEEK_BEYOND_S;
  }

  #setRate(rate: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const change = Math.abs(rate - player.rate);
    return change >= RATE_STEP || (rate === speed && change > 0) ? [{ kind: 'rate', rate }] : [];
  }
}
