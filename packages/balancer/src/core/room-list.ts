import type { RoomKey, RoomMetadata } from '@usher/protocol';

interface Entry {
  readonly users: number;
  readonly name: string;
  readonly json: string;
}

/**
 * The public rooms of the whole cluster, users descending, then name (BAL-20). Whoever has the page open asks for it again and again: it is
 * written when the first one asks after a change, and each room's part when that room has changed.
 */
export class RoomList {
  readonly #public = new Map<RoomKey, Entry>();
  #json: string | null = null;

  /** What its Monolith says of a room. */
  describe(key: RoomKey, metadata: RoomMetadata): void {
    if (metadata.visibility !== 'public') return this.forget(key);
    const { users, name } = metadata;
    this.#public.set(key, { users: users ?? 0, name, json: JSON.stringify(metadata) });
    this.#json = null;
  }

  /** Nobody has the room any more. */
  forget(key: RoomKey): void {
    if (this.#public.delete(key)) this.#json = null;
  }

  /** The list as it goes to whoever asks. */
  get json(): string {
    return (this.#json ??= this.#write());
  }

  #write(): string {
    const sorted = [...this.#public.values()].toSorted(
      (a, b) => b.users - a.users || (a.name < b.name ? -1 : 1),
    );
    return `[${sorted.map(({ json }) => json).join()}]`;
  }
}
