import { unreachable } from '@usher/kit';
import { phaseOf, playOrPause, type PlaybackPhase } from './playback-phase.ts';
import { catchUp, CORRECTED_S, keepSpeed, needsCorrection } from './playback-rate.ts';
import { goalAt, type PlaybackGoal, type PlaybackVector } from './playback-vector.ts';
import type { PlayerCommand, PlayerSample } from './player.ts';
import { SeekGate } from './seek-gate.ts';
import { SeekLatency } from './seek-latency.ts';

/** What a player is to do now, and how it stands with the room. */
interface SyncStep {
  /** In order. */
  readonly commands: readonly PlayerCommand[];
  /** ms until the player is to start: the next step is due then, or earlier; 0 when there is no start ahead. */
  readonly startsInMs: number;
  /** Seconds that the player is behind the room (negative: ahead); `null` while that cannot be said (WEB-7). */
  readonly driftS: number | null;
}

/** `startsInMs` is the room's start, unless the player waits for the room to come by. */
type Decision = Pick<SyncStep, 'commands'> & Partial<Pick<SyncStep, 'startsInMs'>>;

/** One look at the player, and at where it should be. */
interface Look {
  readonly now: number;
  readonly goal: PlaybackGoal;
  readonly player: PlayerSample;
  readonly driftS: number;
}

/** A standing player is put so much further ahead of the room than its seek is thought to take. */
const WAIT_FOR_ROOM_S = 0.3;

/** Keeps one player at the room's position: called every 100 ms or so, it says what the player is to do (WEB-3). */
export class SyncController {
  readonly #fixedRate: boolean;
  readonly #gate: SeekGate;
  readonly #latency = new SeekLatency();
  #vector: PlaybackVector | null = null;
  /** The offset that the player was brought to. */
  #offsetMs = 0;
  #isCorrecting = false;
  /** As it was measured last. */
  #driftS: number | null = null;

  constructor(options: { readonly fixedRate: boolean }) {
    this.#fixedRate = options.fixedRate;
    this.#gate = new SeekGate(options);
  }

  /** Makes the next step seek, whatever the drift: "Resync" (WEB-7). */
  resync(): void {
    this.#gate.wish();
  }

  /** What a player is to do that says `player` at `now`. */
  step(now: number, vector: PlaybackVector, offsetMs: number, player: PlayerSample): SyncStep {
    this.#notice(vector, offsetMs);
    const goal = goalAt(vector, now, offsetMs);
    const phase = phaseOf(goal, player);
    const driftS = Math.min(goal.position, player.duration ?? Infinity) - player.position;
    this.#measure(now, phase, driftS);
    const decision = this.#decide(phase, { now, goal, player, driftS });
    // A wish waits for a player that cannot seek right now, and for nothing else.
    if (phase !== 'seeking' && phase !== 'stalled') this.#gate.forgetWish();
    return { startsInMs: goal.startsInMs, ...decision, driftS: this.#driftS };
  }

  #decide(phase: PlaybackPhase, look: Look): Decision {
    const { goal, player, driftS } = look;
    switch (phase) {
      case 'live':
        return { commands: playOrPause(goal, player) };
      case 'seeking':
        // Who is put ahead of the room waits there, and does not start on the way.
        return { commands: goal.running && !this.#fixedRate ? [] : playOrPause(goal, player) };
      case 'ending':
        // A player that is nearly through runs out by itself: only so does it tell that it has ended.
        return { commands: this.#gate.isFar(phase, driftS) ? this.#bring(phase, look) : [] };
      case 'standing':
        return { commands: [...playOrPause(goal, player), ...this.#place(look)] };
      case 'starting':
        if (!this.#fixedRate) return this.#start(look);
        return { commands: [...playOrPause(goal, player), ...this.#bring(phase, look)] };
      case 'stalled':
        return { commands: [] };
      case 'following':
        return { commands: this.#follow(look) };
      default:
        return unreachable(phase);
    }
  }

  /** Puts a standing player to where it has to stand, or to where it has to start. */
  #place(look: Look): PlayerCommand[] {
    const { now, goal, driftS } = look;
    const rate = this.#keepSpeed(look);
    if (!this.#gate.isOpen(now, 'standing', driftS)) return rate;
    // Who is not ready by the start begins where the room will be by then.
    const lateS = this.#latency.seconds - goal.startsInMs / 1000;
    const isLate = goal.startsInMs > 0 && !this.#fixedRate && lateS > 0;
    return [...this.#seekStanding(look, isLate ? lateS + WAIT_FOR_ROOM_S : 0), ...rate];
  }

  /**
   * Lets a standing player into a room that runs already. How long it takes to get ready is known badly, how long it takes to start well: so it
   * is put ahead, and starts when the room comes by.
   */
  #start(look: Look): Decision {
    const { now, goal, player, driftS } = look;
    const rate = this.#keepSpeed(look);
    if (this.#gate.isOpen(now, 'starting', driftS))
      return { commands: [...this.#seekStanding(look, this.#latency.seconds + WAIT_FOR_ROOM_S), ...rate] };
    // Some load nothing more before they play.
    if (this.#gate.isFar('starting', driftS) || player.stalled || driftS >= 0)
      return { commands: [{ kind: 'play' }, ...rate] };
    return { commands: rate, startsInMs: (-driftS / goal.speed) * 1000 };
  }

  /** Follows a running room with a running player. */
  #follow(look: Look): PlayerCommand[] {
    const { now, goal, player, driftS } = look;
    this.#latency.running(player.position, driftS / goal.speed);
    if (this.#fixedRate || this.#gate.isOpen(now, 'following', driftS)) return this.#bring('following', look);
    this.#isCorrecting = needsCorrection(driftS, this.#isCorrecting);
    return this.#isCorrecting ? catchUp(driftS, goal.speed, player) : keepSpeed(goal.speed, player);
  }

  /** Brings a player to a running room by a seek, or not at all. */
  #bring(phase: 'ending' | 'starting' | 'following', look: Look): PlayerCommand[] {
    const { now, driftS } = look;
    const seek = this.#gate.isOpen(now, phase, driftS) ? this.#seekRunning(look) : [];
    return [...seek, ...this.#keepSpeed(look)];
  }

  /** At the room's own speed until it is followed: then it is brought nearer than a player that has drifted. */
  #keepSpeed({ goal, player }: Look): PlayerCommand[] {
    this.#isCorrecting = true;
    return keepSpeed(goal.speed, player);
  }

  /** To where playback will be when the seek is done. */
  #seekRunning({ now, goal, player, driftS }: Look): PlayerCommand[] {
    const to = within(player.position + driftS + this.#latency.seconds * goal.speed, player);
    this.#latency.seekRunning(to);
    this.#gate.close(now);
    return [{ kind: 'seek', to }];
  }

  /** To where the room will be in `aheadS` seconds. */
  #seekStanding({ now, goal, player }: Look, aheadS: number): PlayerCommand[] {
    this.#latency.seekStanding(now);
    this.#gate.close(now);
    return [{ kind: 'seek', to: within(goal.position + aheadS * goal.speed, player) }];
  }

  #notice(vector: PlaybackVector, offsetMs: number): void {
    if (vector !== this.#vector) {
      this.#vector = vector;
      this.#gate.reopen();
    }
    if (Math.abs(offsetMs - this.#offsetMs) > CORRECTED_S * 1000) {
      // The room's clock is known better now: that is no drift of the player's, to be left alone while it is small.
      this.#offsetMs = offsetMs;
      this.#isCorrecting = true;
    }
  }

  #measure(now: number, phase: PlaybackPhase, driftS: number): void {
    // A seek's own latency is never counted as drift.
    if (phase === 'seeking') return;
    if (phase !== 'live') this.#latency.sought(now);
    this.#driftS = phase === 'live' ? null : driftS;
  }
}

const within = (position: number, { duration }: PlayerSample): number =>
  Math.min(duration ?? Infinity, Math.max(0, position));
