import { unreachable, type Cancel, type Clock, type Timers } from '@usher/kit';
import type { PlayerCommand, PlayerSample } from './core/player.ts';
import { SyncController } from './core/sync-controller.ts';
import { systemClock, systemTimers } from './real-time.ts';
import type { RoomClient } from './room-client.ts';

/** A video player, whatever it is made of. Times in seconds. */
export interface Player {
  /** Only whole steps of rate, or none that sound well: it is corrected by seeking alone. */
  readonly fixedRate: boolean;
  /** `null` while it has nothing loaded. */
  sample(): PlayerSample | null;
  play(): void;
  pause(): void;
  seek(to: number): void;
  setRate(rate: number): void;
}

const STEP_MS = 100;
const HIDDEN_STEP_MS = 500;

/** Makes one player follow one room (WEB-3). */
export class PlaybackDriver {
  readonly #client: RoomClient;
  readonly #player: Player;
  readonly #controller: SyncController;
  readonly #clock: Clock;
  readonly #timers: Timers;
  #stepMs = STEP_MS;
  #driftS: number | null = null;
  #cancelTimer: Cancel = () => {};
  #unsubscribe: () => void = () => {};

  constructor(options: {
    readonly client: RoomClient;
    readonly player: Player;
    readonly clock?: Clock;
    readonly timers?: Timers;
  }) {
    this.#client = options.client;
    this.#player = options.player;
    this.#controller = new SyncController({ fixedRate: options.player.fixedRate });
    this.#clock = options.clock ?? systemClock;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Seconds that the player is behind the room, negative when ahead, `null` when unknown (WEB-7). */
  get driftS(): number | null {
    return this.#driftS;
  }

  start(): void {
    let followed = this.#client.view.playback;
    this.#unsubscribe = this.#client.subscribe(() => {
      const { playback } = this.#client.view;
      if (playback === followed) return;
      followed = playback;
      this.step();
    });
    this.step();
  }

  stop(): void {
    this.#unsubscribe();
    this.#cancelTimer();
  }

  /** A hidden page is looked after less often. */
  setHidden(hidden: boolean): void {
    this.#stepMs = hidden ? HIDDEN_STEP_MS : STEP_MS;
    this.step();
  }

  /** One seek to the room's position, now (WEB-7). */
  resync(): void {
    this.#controller.resync();
    this.step();
  }

  /** Looks at the player and corrects it; also called when the player itself has news. */
  step(): void {
    this.#cancelTimer();
    const startsInMs = this.#follow();
    // A start is not left to the next regular step: everyone's comes at the same moment.
    const delayMs = startsInMs > 0 ? Math.min(startsInMs, this.#stepMs) : this.#stepMs;
    this.#cancelTimer = this.#timers.after(delayMs, () => this.step());
  }

  /** @returns ms until the player is to start, 0 when there is no start ahead */
  #follow(): number {
    const now = this.#clock.now();
    const { view, clockOffsetMs } = this.#client;
    const sample = this.#player.sample();
    if (view.playback === null || sample === null) return 0;
    const step = this.#controller.step(now, view.playback, clockOffsetMs, sample);
    this.#driftS = step.driftS;
    for (const command of step.commands) this.#obey(command);
    return step.startsInMs;
  }

  #obey(command: PlayerCommand): void {
    switch (command.kind) {
      case 'seek':
        return this.#player.seek(command.to);
      case 'rate':
        return this.#player.setRate(command.rate);
      case 'play':
      case 'pause':
        return this.#player[command.kind]();
      default:
        return unreachable(command);
    }
  }
}
