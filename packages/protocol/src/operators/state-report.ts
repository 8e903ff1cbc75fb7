import type { BalancerId, ClientId, MonolithId, RoomKey } from '../ids.ts';

/** What operators see of a Balancer (BAL-30). */
export interface StateReport {
  readonly id: BalancerId;
  readonly region: string;
  /** It takes no new client, and sends away those it has (BAL-32). */
  readonly draining: boolean;
  readonly clients: number;
  readonly monoliths: readonly MonolithReport[];
  readonly rooms: readonly RoomReport[];
}

export interface MonolithReport {
  readonly id: MonolithId;
  readonly region: string;
  readonly rooms: number;
  readonly clients: number;
  /** No new room goes there. */
  readonly draining: boolean;
}

export interface RoomReport {
  readonly room: RoomKey;
  /** `placed`: given to a Monolith that has not reported it yet. `leaving`: that is about to give it up. */
  readonly state: 'unmapped' | 'placed' | 'reported' | 'leaving';
  readonly monolith: MonolithId | null;
  readonly epoch: number | null;
  readonly clients: number;
}

/** With the names of the clients, whom the live map shows one by one (WEB-20). */
export interface FullStateReport extends StateReport {
  readonly rooms: readonly (RoomReport & Members)[];
}

interface Members {
  readonly served: readonly ClientId[];
  /** Those who are not joined, or parked. */
  readonly waiting: readonly ClientId[];
}
