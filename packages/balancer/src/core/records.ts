import type { SlidingWindow } from '@usher/kit';
import type { ClientId, MonolithId, RoomKey } from '@usher/protocol';
import type { MonolithAbilities } from '@usher/protocol/link';
import type { JoinLine } from './join-line.ts';
import type { PendingMessages } from '@usher/client-gate/pending';

/** What a Monolith says of itself when its link is established (LNK-11). */
export interface MonolithInfo extends MonolithAbilities {
  readonly id: MonolithId;
  readonly region: string;
}

/** A connected Monolith. The record lives as long as its link. */
export interface Monolith extends MonolithInfo {
  /** The rooms that are mapped to it. */
  readonly rooms: Set<Room>;
  /** The clients whose Join is open here (LNK-25). */
  readonly clients: Set<Client>;
  /** Joins on their way there, and those that wait (BAL-12). */
  readonly joins: JoinLine;
  /** No new room goes there (LNK-36). */
  isDraining: boolean;
  /** Discovery names it; if not, it is treated like one that drains, and then its link is ended (BAL-1). */
  isListed: boolean;
  /** The rooms that it has are wanted elsewhere, whenever it reports one (BAL-30). */
  isRetiring: boolean;
  /** It has refused a Join for want of its stores, and not told its rooms since: rooms go to others first (LNK-38). */
  lacksStores: boolean;
  /** It has told its rooms at least once, so all Balancers count them alike (BAL-10). */
  hasGossiped: boolean;
  /** The rooms named so far by a gossip that is not complete yet (LNK-31). */
  gossip: Set<RoomKey> | null;
}

/**
 * Where a room is, as far as this Balancer knows (LNK-32).
 * `placed`: given to a Monolith, and nobody has reported it yet. While `probe` is set, only that client joins, until it is answered (LNK-35).
 * `leaving`: its Monolith is about to give it up; nobody joins (LNK-37).
 */
export type Mapping =
  | { readonly state: 'unmapped' }
  | { readonly state: 'placed'; readonly at: Monolith; probe: Client | null }
  | { readonly state: 'reported'; readonly at: Monolith; readonly epoch: number }
  | { readonly state: 'leaving'; readonly at: Monolith; readonly epoch: number };

export interface Room {
  readonly key: RoomKey;
  mapping: Mapping;
  readonly clients: Set<Client>;
  /** Its owner is known but not connected: nobody joins before `retryAt`, then one client tries (LNK-35). */
  retryAt: number | null;
  /** Moves between connected Monoliths (LNK-35). */
  readonly moves: SlidingWindow;
}

/** A client's life (CON-3). `at` is where its Join is open (LNK-25); the deadlines are the router's. */
type ClientState =
  | { readonly state: 'authenticating' }
  /** Not joined yet; `at` is `null` until a Join is written. */
  | { readonly state: 'placing'; readonly at: Monolith | null }
  | { readonly state: 'joined'; readonly at: Monolith }
  /**
   * Was joined. `at` is `null` until a Join with `resume` is written. `isHeld`: no Join is unanswered, its room is about to leave `at`
   * (LNK-37).
   */
  | { readonly state: 'parked'; readonly at: Monolith | null; readonly isHeld: boolean }
  | { readonly state: 'closed' };

export interface Client {
  readonly id: ClientId;
  readonly room: RoomKey;
  state: ClientState;
  /** What it sends while it waits, in order (CON-3). */
  readonly pending: PendingMessages;
  /** Where it waits for its Join's turn, or `null` (BAL-12). */
  line: JoinLine | null;
}

/** Where the client's Join is open, or `null` (LNK-25). */
export function openJoin({ state }: Client): Monolith | null {
  return 'at' in state ? state.at : null;
}

/** Waiting, without a Join that could be answered: `settle` finds a Monolith for it. */
export const needsJoin = ({ state }: Client): boolean =>
  (state.state === 'placing' || state.state === 'parked') && state.at === null;

/** Its Join is written and not answered yet. */
export const isUnanswered = ({ state }: Client): boolean =>
  (state.state === 'placing' && state.at !== null) ||
  (state.state === 'parked' && state.at !== null && !state.isHeld);

/** The Monolith that a room is mapped to, or `null`. */
export function monolithOf({ mapping }: Room): Monolith | null {
  return mapping.state === 'unmapped' ? null : mapping.at;
}

/** Whether new rooms may go there (BAL-10). */
export const takesRooms = ({ isDraining, isListed }: Monolith): boolean => !isDraining && isListed;

/** Whether it gives a room up when it is asked to (LNK-40, OTT-2); one that knows only the seed has no ear for it. */
export const canBeEmptied = ({ reportsRooms }: Monolith): boolean => reportsRooms;

/** Whether it also hears where the room is to go, and has it loaded there (LNK-37); elsewhere the room may come straight back. */
export const canBeToldWhere = ({ understandsControl }: Monolith): boolean => understandsControl;

/** Where a room is, as observers are told. */
export interface RoomPlace {
  readonly at: MonolithId;
  /** That Monolith has reported it. */
  readonly isLoaded: boolean;
}

export function placeOf({ mapping }: Room): RoomPlace | null {
  return mapping.state === 'unmapped' ? null : { at: mapping.at.id, isLoaded: mapping.state !== 'placed' };
}
