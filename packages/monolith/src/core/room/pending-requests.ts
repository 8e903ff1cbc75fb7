import type { RequestType, RoomRequest, VideoAdd } from '@usher/protocol';
import type { Asker } from './asker.ts';

/** A request that goes on when metadata has been fetched (ROM-20). */
export interface PendingRequest {
  readonly by: Asker;
  readonly request: Extract<RoomRequest, { type: typeof RequestType.Add | typeof RequestType.PlayNow }>;
  readonly wanted: Wanted;
}

export type Wanted = { url: string } | { videos: readonly VideoAdd[] };

/** The requests that wait, by ticket. They are in the snapshot: who has the room next asks for their metadata again. */
export class PendingRequests {
  readonly #requests: Map<number, PendingRequest>;
  readonly #unasked: Set<number>;
  #nextTicket: number;

  constructor(requests: Iterable<readonly [number, PendingRequest]> = [], nextTicket = 1) {
    this.#requests = new Map(requests);
    this.#unasked = new Set(this.#requests.keys());
    this.#nextTicket = nextTicket;
  }

  get size(): number {
    return this.#requests.size;
  }

  get nextTicket(): number {
    return this.#nextTicket;
  }

  get hasUnasked(): boolean {
    return this.#unasked.size > 0;
  }

  add(pending: PendingRequest): void {
    const ticket = this.#nextTicket++;
    this.#requests.set(ticket, pending);
    this.#unasked.add(ticket);
  }

  take(ticket: number): PendingRequest | undefined {
    const pending = this.#requests.get(ticket);
    this.#requests.delete(ticket);
    this.#unasked.delete(ticket);
    return pending;
  }

  /** What nobody has been asked for yet; the caller asks. */
  takeUnasked(): { ticket: number; by: string; wanted: Wanted }[] {
    const unasked = this.entries().filter(([ticket]) => this.#unasked.has(ticket));
    this.#unasked.clear();
    return unasked.map(([ticket, { by, wanted }]) => ({ ticket, by: by.user.sessionId, wanted }));
  }

  entries(): [number, PendingRequest][] {
    return [...this.#requests];
  }
}
