import type { ClientId, MonolithId, RoomKey } from '../ids.ts';
import type { Figures } from './figures.ts';
import type { FullStateReport } from './state-report.ts';

/** What operators are told as it happens (BAL-30): enough to know at any time what a Balancer's state report says. */
export type OperatorEvent =
  /** A client has authenticated, and waits for the answer to its Join. */
  | { readonly kind: 'enter'; readonly client: ClientId; readonly room: RoomKey }
  | {
      readonly kind: 'join';
      readonly client: ClientId;
      readonly room: RoomKey;
      readonly monolith: MonolithId;
      /** It was in the room before, and its socket never closed. */
      readonly resume: boolean;
    }
  | {
      readonly kind: 'leave';
      readonly client: ClientId;
      readonly room: RoomKey;
      readonly monolith: MonolithId;
    }
  /** A Monolith answers its Join, or has it again: it does not wait any more. */
  | {
      readonly kind: 'serve';
      readonly client: ClientId;
      readonly room: RoomKey;
      readonly monolith: MonolithId;
    }
  /** What it says is kept until its room is served again (CON-4). */
  | { readonly kind: 'wait'; readonly client: ClientId; readonly room: RoomKey }
  /** It goes while no Monolith has its Join. */
  | { readonly kind: 'exit'; readonly client: ClientId }
  /** This Balancer ends a client's socket. */
  | { readonly kind: 'close'; readonly client: ClientId; readonly room: RoomKey; readonly code: number }
  /** `place`: given to a Monolith that has not reported it; `displace`: and it never did. */
  | {
      readonly kind: 'place' | 'displace' | 'load' | 'unload';
      readonly room: RoomKey;
      readonly monolith: MonolithId;
    }
  /** `takeover`: its new owner has reported it before the old one let it go (LNK-32). */
  | {
      readonly kind: 'move' | 'takeover';
      readonly room: RoomKey;
      readonly from: MonolithId;
      readonly to: MonolithId;
    }
  | { readonly kind: 'link-up'; readonly monolith: MonolithId; readonly region: string }
  | { readonly kind: 'link-down'; readonly monolith: MonolithId }
  /** No new room goes there, or again. */
  | { readonly kind: 'monolith-drain' | 'monolith-open'; readonly monolith: MonolithId }
  /** This Balancer sends its clients elsewhere. */
  | { readonly kind: 'drain'; readonly forMs: number };

/** What those are told who follow a Balancer's state: the whole of it, then what changes it, and what is measured (WEB-20). */
export type FollowedEvent =
  ({ readonly kind: 'state' } & FullStateReport) | ({ readonly kind: 'figures' } & Figures) | OperatorEvent;

/** So many events were lost by a reader that is too slow, and does not follow the state. */
export interface DroppedEvents {
  readonly kind: 'dropped';
  readonly count: number;
}
