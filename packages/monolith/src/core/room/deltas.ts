import { LIMITS, type RoomState } from '@usher/protocol';

export type SyncField = keyof RoomState;

/** Collects which properties of a room have changed, until they are worth one `sync` (MSG-21). */
export class Deltas {
  readonly #fields = new Set<SyncField>();
  #firstMs = 0;
  #lastMs = 0;

  mark(fields: readonly SyncField[], now: number): void {
    if (this.#fields.size === 0) this.#firstMs = now;
    this.#lastMs = now;
    for (const field of fields) this.#fields.add(field);
  }

  /** When they are to be sent: after quiet, but not for ever later. */
  deadlineMs(): number {
    if (this.#fields.size === 0) return Infinity;
    return Math.min(this.#lastMs + LIMITS.deltaQuietMs, this.#firstMs + LIMITS.deltaMaxMs);
  }

  take(): ReadonlySet<SyncField> {
    const fields = new Set(this.#fields);
    this.#fields.clear();
    return fields;
  }
}
