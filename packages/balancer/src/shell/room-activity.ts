import type { RoomKey } from '@usher/protocol';

/** Rooms told of at one time: the picture of more would be none. */
const ROOMS_MAX = 2000;

/** Messages of clients, and to them; one to a whole room counts once. */
export type RoomMessages = readonly [fromClients: number, toClients: number];

/** Which rooms talk how much, counted only while an operator watches (WEB-20). */
export class RoomActivity {
  #counts: Map<RoomKey, [fromClients: number, toClients: number]> | null = null;

  watch(isWatched: boolean): void {
    this.#counts = isWatched ? (this.#counts ?? new Map()) : null;
  }

  said(room: RoomKey): void {
    if (this.#counts !== null) this.#count(this.#counts, room)[0]++;
  }

  heard(room: RoomKey): void {
    if (this.#counts !== null) this.#count(this.#counts, room)[1]++;
  }

  /** What was counted since the last time. */
  take(): Readonly<Record<RoomKey, RoomMessages>> {
    const counts = Object.fromEntries(this.#counts ?? []) as Record<RoomKey, RoomMessages>;
    this.#counts?.clear();
    return counts;
  }

  #count(counts: Map<RoomKey, [number, number]>, room: RoomKey): [number, number] {
    const known = counts.get(room);
    if (known !== undefined) return known;
    const fresh: [number, number] = [0, 0];
    if (counts.size < ROOMS_MAX) counts.set(room, fresh);
    return fresh;
  }
}
