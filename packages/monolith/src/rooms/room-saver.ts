import type { Cancel, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS } from '@usher/protocol';
import type { SaveMeter } from '../metrics/save-meter.ts';

/** The write itself takes some of the time that OWN-4 gives. */
const DELAY_MS = LIMITS.saveDelayMs - 50;
/** A room in which nothing changes is written now and then all the same, or the store would forget it (ROM-4). */
const REFRESH_MS = LIMITS.temporaryRoomTtlMs / 4;

type State =
  | { readonly state: 'clean'; readonly cancel: Cancel }
  | { readonly state: 'due'; readonly cancel: Cancel }
  | { readonly state: 'writing'; readonly done: Promise<void>; isChanged: boolean }
  | { readonly state: 'stopped' };

/** Writes one room down soon after each change, one write at a time (OWN-4). */
export class RoomSaver {
  readonly #write: () => Promise<boolean>;
  readonly #lost: () => void;
  readonly #timers: Timers;
  readonly #log: Logger;
  readonly #retryMs: number;
  readonly #meter: SaveMeter | null;
  /** The first change that has not been written yet. */
  #changedAt: number | null = null;
  #state: State;

  /** `write` answers `false` when the room is another Monolith's by now; `lost` is called then. */
  constructor(options: {
    write: () => Promise<boolean>;
    lost: () => void;
    timers: Timers;
    log: Logger;
    retryMs?: number;
    meter?: SaveMeter;
  }) {
    this.#write = options.write;
    this.#lost = options.lost;
    this.#timers = options.timers;
    this.#log = options.log;
    this.#retryMs = options.retryMs ?? DELAY_MS;
    this.#meter = options.meter ?? null;
    this.#state = { state: 'clean', cancel: this.#after(REFRESH_MS) };
  }

  /** The room is not as it was last written. */
  changed(): void {
    this.#changedAt ??= this.#meter?.now() ?? null;
    switch (this.#state.state) {
      case 'clean':
        this.#state.cancel();
        this.#state = { state: 'due', cancel: this.#after(DELAY_MS) };
        return;
      case 'writing':
        this.#state.isChanged = true;
        return;
      case 'due':
      case 'stopped':
    }
  }

  /** Writes no more; resolves when a write under way has ended. */
  async stop(): Promise<void> {
    const stopped = this.#state;
    this.#state = { state: 'stopped' };
    if (stopped.state === 'writing') await stopped.done;
    else if (stopped.state !== 'stopped') stopped.cancel();
  }

  #after(ms: number): Cancel {
    return this.#timers.after(ms, () => {
      this.#state = { state: 'writing', done: this.#save(), isChanged: false };
    });
  }

  async #save(): Promise<void> {
    const changedAt = this.#changedAt;
    this.#changedAt = null;
    const outcome = await this.#write().then(
      (isOurs) => (isOurs ? 'saved' : 'lost'),
      (error: unknown) => {
        this.#log.warn({ err: error }, 'a room could not be saved, trying again');
        return 'failed';
      },
    );
    this.#count(outcome, changedAt);
    if (this.#state.state !== 'writing') return;
    if (outcome === 'lost') {
      this.#state = { state: 'stopped' };
      return this.#lost();
    }
    if (outcome === 'failed') this.#state = { state: 'due', cancel: this.#after(this.#retryMs) };
    else if (this.#state.isChanged) this.#state = { state: 'due', cancel: this.#after(DELAY_MS) };
    else this.#state = { state: 'clean', cancel: this.#after(REFRESH_MS) };
  }

  #count(outcome: string, changedAt: number | null): void {
    if (outcome === 'failed') {
      this.#changedAt = changedAt ?? this.#changedAt;
      if (this.#meter !== null) this.#meter.failures++;
    } else if (outcome === 'saved' && changedAt !== null) this.#meter?.saved(changedAt);
  }
}
