import type { ClientFrame, ClientId, MonolithId, RoomKey } from '@usher/protocol';
import type { ControlFromMonolith } from '@usher/protocol/link';
import type { Client, Monolith, MonolithInfo, RoomPlace } from './records.ts';

/** Control messages that concern rooms and clients; `init` belongs to the handshake. */
export type RoutingControl = Exclude<ControlFromMonolith, { action: 'init' }>;
export type Control<Action extends RoutingControl['action']> = Extract<RoutingControl, { action: Action }>;

/** One thing that happens to a Balancer. */
export type RouterInput =
  | { readonly kind: 'client-opened'; readonly id: ClientId; readonly room: RoomKey }
  | { readonly kind: 'client-authenticated'; readonly id: ClientId }
  /** A checked message of a client that waits: joined clients' messages do not come this way (design: two planes). */
  | {
      readonly kind: 'client-said';
      readonly id: ClientId;
      readonly text: string;
      readonly frame: ClientFrame;
    }
  /** Its socket is closed, or is being closed for a mistake of its own. */
  | { readonly kind: 'client-gone'; readonly id: ClientId }
  | { readonly kind: 'monolith-up'; readonly info: MonolithInfo }
  | { readonly kind: 'monolith-down'; readonly id: MonolithId }
  /** Discovery names it no more, or again (BAL-1). */
  | { readonly kind: 'monolith-unlisted'; readonly id: MonolithId }
  | { readonly kind: 'monolith-listed'; readonly id: MonolithId }
  /** A control message of a connected Monolith. */
  | { readonly kind: 'control'; readonly from: MonolithId; readonly control: RoutingControl }
  /** An operator wants the room elsewhere, at `to` if that is said (BAL-30). */
  | { readonly kind: 'operator-move'; readonly room: RoomKey; readonly to: MonolithId | null }
  | {
      readonly kind: 'operator-kick';
      readonly client: ClientId;
      readonly code: number;
      readonly reason: string;
    }
  /** An operator wants the Monolith free of rooms (BAL-30). */
  | { readonly kind: 'drain-monolith'; readonly id: MonolithId }
  /** This Balancer shall be free of clients in `forMs` (BAL-32). */
  | { readonly kind: 'drain'; readonly forMs: number }
  /** The first message for a waiting client has come: its Join is answered (CON-3). */
  | { readonly kind: 'answered'; readonly id: ClientId }
  | { readonly kind: 'tick' };

/** What the shell does about it, in this order. */
export type RouterEffect =
  /** Subscribe its socket to the room, then write its Join (LNK-24). */
  | { readonly kind: 'join'; readonly client: Client; readonly at: Monolith; readonly resume: boolean }
  /** Write what it said meanwhile; from now on it writes to the link by itself. */
  | {
      readonly kind: 'joined';
      readonly client: Client;
      readonly at: Monolith;
      readonly queued: readonly string[];
    }
  /** Its messages come here from now on; it still hears the room, which is about to move (LNK-37). */
  | { readonly kind: 'hold'; readonly client: Client }
  /** Its messages come here from now on, and it hears nothing of the room. */
  | { readonly kind: 'park'; readonly client: Client }
  /** `awayMs`: it is sent to another Balancer, and its place is kept for so long (LNK-25). */
  | { readonly kind: 'leave'; readonly client: Client; readonly at: Monolith; readonly awayMs: number | null }
  /** Its queue is at the bound: do not read it until `joined` (CON-3). */
  | { readonly kind: 'pause'; readonly client: Client }
  /** `after`: only when that Monolith has read the Leave, so that no Join by another way comes before it (LNK-41). */
  | {
      readonly kind: 'close';
      readonly client: Client;
      readonly code: number;
      readonly reason: string;
      readonly after: Monolith | null;
    }
  | {
      readonly kind: 'unload';
      readonly at: Monolith;
      readonly room: RoomKey;
      readonly epoch: number;
      readonly reason: 'duplicate' | 'move' | 'admin';
      readonly to: MonolithId | null;
    }
  /** The room's clients are parked: all that was sent before is on its way (LNK-37). */
  | { readonly kind: 'parked'; readonly at: Monolith; readonly room: RoomKey }
  /** Everyone this Balancer still holds has been re-joined there (LNK-41). */
  | { readonly kind: 'resumed'; readonly at: Monolith }
  /** Discovery does not name it, and it has no room left, or its time is over (BAL-1). */
  | { readonly kind: 'end-link'; readonly at: Monolith }
  /** For observers: the room is mapped anew, or not at all. */
  | {
      readonly kind: 'mapped';
      readonly room: RoomKey;
      readonly from: RoomPlace | null;
      readonly to: RoomPlace | null;
    }
  /** For metrics. */
  | { readonly kind: 'count'; readonly what: CountedEvent };

export type CountedEvent =
  | 'room-moved'
  | 'room-takeover'
  | 'stale-report'
  | 'stale-word'
  | 'bad-kick-code'
  | 'moves-exceeded'
  | 'join-waits';
