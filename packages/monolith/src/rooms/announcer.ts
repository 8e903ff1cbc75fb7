import type { Cancel, Timers } from '@usher/kit';
import { LIMITS, type RoomMetadata } from '@usher/protocol';

/** Tells the Balancers what the room list should show, when that has changed, at most once a second (LNK-31). */
export class Announcer {
  readonly #metadata: () => RoomMetadata;
  readonly #announce: (metadata: RoomMetadata) => void;
  readonly #timers: Timers;
  #announced = '';
  #cancel: Cancel | null = null;

  constructor(options: {
    metadata: () => RoomMetadata;
    announce: (metadata: RoomMetadata) => void;
    timers: Timers;
  }) {
    this.#metadata = options.metadata;
    this.#announce = options.announce;
    this.#timers = options.timers;
  }

  /** Something about the room may have changed. */
  changed(): void {
    this.#cancel ??= this.#timers.after(LIMITS.metadataDebounceMs, () => {
      this.#cancel = null;
      this.now();
    });
  }

  /** Announces at once, unless that is known already. */
  now(): void {
    const metadata = this.#metadata();
    const text = JSON.stringify(metadata);
    if (text === this.#announced) return;
    this.#announced = text;
    this.#announce(metadata);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
