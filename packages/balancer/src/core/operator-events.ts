import type { ClientId, MonolithId, RoomKey } from '@usher/protocol';
import type { RoomPlace } from './records.ts';
import type { RouterEffect, RouterInput } from './router-io.ts';

/** What operators are told as it happens (BAL-30). */
export type OperatorEvent =
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
  /** This Balancer ends a client's socket. */
  | { readonly kind: 'close'; readonly client: ClientId; readonly room: RoomKey; readonly code: number }
  | { readonly kind: 'load' | 'unload'; readonly room: RoomKey; readonly monolith: MonolithId }
  /** `takeover`: its new owner has reported it before the old one let it go (LNK-32). */
  | {
      readonly kind: 'move' | 'takeover';
      readonly room: RoomKey;
      readonly from: MonolithId;
      readonly to: MonolithId;
    }
  | { readonly kind: 'link-up'; readonly monolith: MonolithId; readonly region: string }
  | { readonly kind: 'link-down'; readonly monolith: MonolithId }
  /** No new room goes there. */
  | { readonly kind: 'monolith-drain'; readonly monolith: MonolithId }
  /** This Balancer sends its clients elsewhere. */
  | { readonly kind: 'drain'; readonly forMs: number };

/** What operators are told of one input to the router and its effects: the only place where these events are made. */
export function operatorEvents(input: RouterInput, effects: readonly RouterEffect[]): OperatorEvent[] {
  return [...eventsOfInput(input), ...eventsOfRooms(input, effects), ...effects.flatMap(eventsOfClient)];
}

function eventsOfInput(input: RouterInput): OperatorEvent[] {
  switch (input.kind) {
    case 'monolith-up':
      return [{ kind: 'link-up', monolith: input.info.id, region: input.info.region }];
    case 'monolith-down':
      return [{ kind: 'link-down', monolith: input.id }];
    case 'drain-monolith':
      return [{ kind: 'monolith-drain', monolith: input.id }];
    case 'drain':
      return [{ kind: 'drain', forMs: input.forMs }];
    case 'control':
      return input.control.action === 'draining' ? [{ kind: 'monolith-drain', monolith: input.from }] : [];
    default:
      return [];
  }
}

/** On its way between two Monoliths a room may be nowhere for a moment: only where it was before and is now counts. */
function eventsOfRooms(input: RouterInput, effects: readonly RouterEffect[]): OperatorEvent[] {
  const moves = new Map<RoomKey, { from: RoomPlace | null; to: RoomPlace | null }>();
  for (const effect of effects) {
    if (effect.kind !== 'mapped') continue;
    moves.set(effect.room, { from: (moves.get(effect.room) ?? effect).from, to: effect.to });
  }
  return [...moves].flatMap(([room, { from, to }]) => eventsOfRoom(input, room, from, to));
}

function eventsOfRoom(
  input: RouterInput,
  room: RoomKey,
  from: RoomPlace | null,
  to: RoomPlace | null,
): OperatorEvent[] {
  if (from !== null && to !== null && from.at !== to.at) {
    const isTakeover = input.kind === 'control' && input.from === to.at && to.isLoaded;
    return [{ kind: isTakeover ? 'takeover' : 'move', room, from: from.at, to: to.at }];
  }
  if (to?.isLoaded && !from?.isLoaded) return [{ kind: 'load', room, monolith: to.at }];
  if (from?.isLoaded && !to?.isLoaded) return [{ kind: 'unload', room, monolith: from.at }];
  return [];
}

function eventsOfClient(effect: RouterEffect): OperatorEvent[] {
  switch (effect.kind) {
    case 'join': {
      const { client, at, resume } = effect;
      return [{ kind: 'join', client: client.id, room: client.room, monolith: at.id, resume }];
    }
    case 'leave':
      return [{ kind: 'leave', client: effect.client.id, room: effect.client.room, monolith: effect.at.id }];
    case 'close': {
      const { client, code } = effect;
      return [{ kind: 'close', client: client.id, room: client.room, code }];
    }
    default:
      return [];
  }
}
