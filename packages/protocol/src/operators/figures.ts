import type { MonolithId, RoomKey } from '../ids.ts';

/** What is measured of a Balancer, for those who watch it (WEB-20). Counters grow from its start on. */
export interface Figures {
  readonly clients: { readonly authenticating: number; readonly waiting: number; readonly served: number };
  readonly messages: { readonly fromClients: number; readonly toClients: number; readonly toRooms: number };
  readonly bytes: { readonly fromClients: number; readonly fromMonoliths: number };
  /** How late the runtime was for this, in ms: what every message waits at that moment. */
  readonly lagMs: number;
  readonly queueBytes: {
    readonly toClients: number;
    readonly toMonoliths: number;
    readonly fromClients: number;
  };
  readonly monoliths: readonly MonolithFigures[];
  /** Messages per room since the last figures, from clients and to them. */
  readonly rooms: Readonly<Record<RoomKey, readonly [fromClients: number, toClients: number]>>;
}

/** A link as those see it who watch it. */
export interface LinkFigures {
  /** Frames so far. */
  readonly sent: number;
  readonly received: number;
  readonly unsentBytes: number;
  readonly isCongested: boolean;
  /** From a ping to its pong; `null` while that is not known. */
  readonly roundTripMs: number | null;
}

/** A Monolith as a Balancer sees it that has a link to it. */
export interface MonolithFigures extends LinkFigures {
  readonly id: MonolithId;
  /** Joins that it has not answered, and those that wait for their turn (BAL-12). */
  readonly joinsInFlight: number;
  readonly joinsWaiting: number;
}
