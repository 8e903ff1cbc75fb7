import { goalAt, type PlaybackGoal, type PlaybackVector } from './playback-vector.ts';
import { SeekLatency } from './seek-latency.ts';

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
/** A standing player that is less behind than this catches up while it plays. */
const START_LATE_MAX_S = 0.1;
/** A standing player is put so much further ahead of the room than its seek is thought to take. */
const WAIT_FOR_ROOM_S = 0.3;
const WAIT_FOR_ROOM_MAX_S = 3;
const COOL_DOWN_MS = 2_000;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const within = (position: number, { duration }: PlayerSample): number =>
  clamp(position, 0, duration ?? Infinity);

/** Keeps one player at the room's position: called every 100 ms or so, it says what the player is to do (WEB-3). */
export class SyncController {
  readonly #fixedRate: boolean;
  readonly #latency = new SeekLatency();
  #vector: PlaybackVector | null = null;
  #correcting = false;
  /** The offset that the player was brought to. */
  #offsetMs = 0;
  #seekAllowedAt = -Infinity;
  #driftS: number | null = null;
  #startsInMs = 0;
  /** One seek is wished for, whatever the drift. */
  #isSeekWished = false;

  constructor(options: { readonly fixedRate: boolean }) {
    this.#fixedRate = options.fixedRate;
  }

  /** Seconds that the player is behind the room (negative: ahead) as of the last step; `null` while that cannot be said (WEB-7). */
  get driftS(): number | null {
    return this.#driftS;
  }

  /** ms from the last step until the player is to start: the next step is due then, or earlier; 0 when there is no start ahead. */
  get startsInMs(): number {
    return this.#startsInMs;
  }

  /** Makes the next step seek, whatever the drift: "Resync" (WEB-7). */
  resync(): void {
    this.#isSeekWished = true;
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
    if (Math.abs(offsetMs - this.#offsetMs) > CORRECTED_S * 1000) {
      // The room's clock is known better now: that is no drift of the player's, to be left alone while it is small.
      this.#offsetMs = offsetMs;
      this.#correcting = true;
    }
    const goal = goalAt(vector, now, offsetMs);
    this.#startsInMs = goal.startsInMs;
    const end = player.duration ?? Infinity;
    const over = goal.running && goal.position >= end;
    const starts = goal.running && !over && player.paused;
    const commands: PlayerCommand[] = [];
    if (starts && (this.#fixedRate || player.isLive === true)) commands.push({ kind: 'play' });
    if (!goal.running && !player.paused) commands.push({ kind: 'pause' });
    if (player.isLive === true) {
      this.#isSeekWished = false;
      this.#driftS = null;
      return commands;
    }
    // A seek's own latency is never counted as drift.
    if (player.seeking) return commands;

    this.#latency.sought(now);
    const drift = Math.min(goal.position, end) - player.position;
    this.#driftS = drift;
    // A player that is nearly through runs out by itself: only so does it tell that it has ended.
    if (over && drift < SEEK_BEYOND_S) {
      this.#isSeekWished = false;
      return commands;
    }
    if (starts && !this.#fixedRate) return this.#start(now, drift, goal, player);
    if (over || !goal.running || player.paused)
      return [...commands, ...this.#place(now, drift, goal, player)];
    if (player.stalled) return commands;
    this.#latency.running(player.position, drift / goal.speed);
    return [...commands, ...this.#follow(now, drift, goal.speed, player)];
  }

  /**
   * Lets a standing player into a room that runs already. How long it takes to get ready is known badly, how long it takes to start well: so it
   * is put ahead, and starts when the room comes by.
   */
  #start(now: number, drift: number, goal: PlaybackGoal, player: PlayerSample): PlayerCommand[] {
    // Who has just started is brought nearer than who drifts.
    this.#correcting = true;
    const rate = this.#setRate(goal.speed, goal.speed, player);
    const isNear = drift <= START_LATE_MAX_S && drift >= -WAIT_FOR_ROOM_MAX_S;
    if (this.#maySeek(now, !isNear)) {
      const aheadS = (this.#latency.seconds + WAIT_FOR_ROOM_S) * goal.speed;
      return [...this.#seekStanding(now, goal.position + aheadS, player), ...rate];
    }
    // Some load nothing more before they play.
    if (!isNear || player.stalled || drift >= 0) return [{ kind: 'play' }, ...rate];
    this.#startsInMs = (-drift / goal.speed) * 1000;
    return rate;
  }

  /** Puts a standing player to where it has to stand, or to where it has to start. */
  #place(now: number, drift: number, goal: PlaybackGoal, player: PlayerSample): PlayerCommand[] {
    this.#correcting = true;
    const deadZone = this.#fixedRate ? FIXED_RATE_DEAD_ZONE_S : STILL_DEAD_ZONE_S;
    const rate = this.#setRate(goal.speed, goal.speed, player);
    if (!this.#maySeek(now, Math.abs(drift) > deadZone)) return rate;
    if (goal.running) return [...this.#seek(now, drift, goal.speed, player), ...rate];
    // Who is not ready by the start begins where the room will be by then.
    const lateS = this.#latency.seconds - goal.startsInMs / 1000;
    const isLate = goal.startsInMs > 0 && !this.#fixedRate && lateS > 0;
    const aheadS = isLate ? (lateS + WAIT_FOR_ROOM_S) * goal.speed : 0;
    return [...this.#seekStanding(now, goal.position + aheadS, player), ...rate];
  }

  /** Follows a running room with a running player. */
  #follow(now: number, drift: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const size = Math.abs(drift);
    const seekBeyondS = this.#fixedRate ? FIXED_RATE_DEAD_ZONE_S : SEEK_BEYOND_S;
    if (this.#maySeek(now, size > seekBeyondS)) {
      this.#correcting = true;
      return [...this.#seek(now, drift, speed, player), ...this.#setRate(speed, speed, player)];
    }
    if (this.#fixedRate || size < (this.#correcting ? CORRECTED_S : DEAD_ZONE_S)) {
      this.#correcting = false;
      return this.#setRate(speed, speed, player);
    }
    this.#correcting = true;
    return this.#setRate(speed * (1 + clamp(drift, -RATE_CHANGE_MAX, RATE_CHANGE_MAX)), speed, player);
  }

  /** One seek of a running player, to where playback will be when it is done. */
  #seek(now: number, drift: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const to = within(player.position + drift + this.#latency.seconds * speed, player);
    this.#latency.seekRunning(to);
    this.#coolDown(now);
    return [{ kind: 'seek', to }];
  }

  #seekStanding(now: number, to: number, player: PlayerSample): PlayerCommand[] {
    this.#latency.seekStanding(now);
    this.#coolDown(now);
    return [{ kind: 'seek', to: within(to, player) }];
  }

  #maySeek(now: number, isFar: boolean): boolean {
    return this.#isSeekWished || (isFar && now >= this.#seekAllowedAt);
  }

  #coolDown(now: number): void {
    this.#isSeekWished = false;
    this.#seekAllowedAt = now + COOL_DOWN_MS;
  }

  #setRate(rate: number, speed: number, player: PlayerSample): PlayerCommand[] {
    const change = Math.abs(rate - player.rate);
    return change >= RATE_STEP || (rate === speed && change > 0) ? [{ kind: 'rate', rate }] : [];
  }
}
