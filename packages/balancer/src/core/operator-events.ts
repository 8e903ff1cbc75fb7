import type { MonolithId, RoomKey } from '@usher/protocol';
import type { OperatorEvent } from '@usher/protocol/operators';
import { takesRooms, type RoomPlace } from './records.ts';
import type { RouterEffect, RouterInput } from './router-io.ts';
import type { Router } from './router.ts';

/** What has been decided so far, this input included. */
type Decided = Pick<Router, 'clients' | 'monoliths'>;

/** What operators are told of one input to the router and its effects: the only place where these events are made. */
export function operatorEvents(
  input: RouterInput,
  effects: readonly RouterEffect[],
  decided: Decided,
): OperatorEvent[] {
  return [
    ...eventsOfInput(input, effects, decided),
    ...eventsOfRooms(input, effects),
    ...effects.flatMap(eventsOfClient),
  ];
}

function eventsOfInput(
  input: RouterInput,
  effects: readonly RouterEffect[],
  decided: Decided,
): OperatorEvent[] {
  switch (input.kind) {
    case 'client-authenticated': {
      const client = decided.clients.get(input.id);
      if (client?.state.state !== 'placing') return [];
      return [{ kind: 'enter', client: client.id, room: client.room }];
    }
    case 'client-gone': {
      const hasLeft = effects.some((effect) => effect.kind === 'leave' && effect.client.id === input.id);
      return hasLeft ? [] : [{ kind: 'exit', client: input.id }];
    }
    case 'monolith-up':
      return [{ kind: 'link-up', monolith: input.info.id, region: input.info.region }];
    case 'monolith-down':
      return [{ kind: 'link-down', monolith: input.id }];
    case 'drain-monolith':
    case 'monolith-unlisted':
    case 'monolith-listed':
      return eventsOfMonolith(input.id, decided);
    case 'drain':
      return [{ kind: 'drain', forMs: input.forMs }];
    case 'control':
      return mayBeginDrain(input, decided) ? eventsOfMonolith(input.from, decided) : [];
    default:
      return [];
  }
}

/** Also by the way: when it refuses a client for that (LNK-38), or unloads a room in a shutdown, the only word some have (OTT-3). */
function mayBeginDrain(
  { control, from }: Extract<RouterInput, { kind: 'control' }>,
  { monoliths }: Decided,
): boolean {
  switch (control.action) {
    case 'draining':
      return true;
    case 'unloaded':
      return control.reason === 'shutdown' && monoliths.get(from)?.understandsControl === false;
    case 'refused':
      return control.reason === 'draining';
    default:
      return false;
  }
}

function eventsOfMonolith(id: MonolithId, { monoliths }: Decided): OperatorEvent[] {
  const monolith = monoliths.get(id);
  if (monolith === undefined) return [];
  return [{ kind: takesRooms(monolith) ? 'monolith-open' : 'monolith-drain', monolith: id }];
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
  return [...eventsOfLoss(room, from, to), ...eventsOfPlacing(room, from, to)];
}

function eventsOfLoss(room: RoomKey, from: RoomPlace | null, to: RoomPlace | null): OperatorEvent[] {
  if (from === null) return [];
  if (from.isLoaded) return to?.isLoaded === true ? [] : [{ kind: 'unload', room, monolith: from.at }];
  return to === null ? [{ kind: 'displace', room, monolith: from.at }] : [];
}

/** Also a room that its Monolith has given up, and that goes to the same one again. */
function eventsOfPlacing(room: RoomKey, from: RoomPlace | null, to: RoomPlace | null): OperatorEvent[] {
  if (to === null || to.isLoaded || from?.isLoaded === false) return [];
  return [{ kind: 'place', room, monolith: to.at }];
}

function eventsOfClient(effect: RouterEffect): OperatorEvent[] {
  switch (effect.kind) {
    case 'join': {
      const { client, at, resume } = effect;
      return [{ kind: 'join', client: client.id, room: client.room, monolith: at.id, resume }];
    }
    case 'leave':
      return [{ kind: 'leave', client: effect.client.id, room: effect.client.room, monolith: effect.at.id }];
    case 'joined': {
      const { client, at } = effect;
      return [{ kind: 'serve', client: client.id, room: client.room, monolith: at.id }];
    }
    case 'hold':
    case 'park':
      return [{ kind: 'wait', client: effect.client.id, room: effect.client.room }];
    case 'close': {
      const { client, code } = effect;
      return [{ kind: 'close', client: client.id, room: client.room, code }];
    }
    default:
      return [];
  }
}
