import { seededRandom } from '@usher/kit/testing';
import { clientId, monolithId, roomKey, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { OperatorEvent } from '@usher/protocol/operators';
import { operatorEvents } from '../src/core/operator-events.ts';
import type { RouterEffect, RoutingControl } from '../src/core/router-io.ts';
import { Router } from '../src/core/router.ts';
import type { RouterOptions } from '../src/core/tables.ts';

const metadata = (name: string, more: Partial<RoomMetadata> = {}): RoomMetadata => ({
  name,
  visibility: 'public',
  ...more,
});

const ABILITIES = {
  full: { answersJoins: true, reportsRooms: true, understandsControl: true },
  seed: { answersJoins: false, reportsRooms: false, understandsControl: false },
  ott: { answersJoins: true, reportsRooms: true, understandsControl: false },
};

const key = (name: string): RoomKey => roomKey(name) as RoomKey;

/** A router with a clock, told things in words; effects come back as words. */
export class World {
  readonly router: Router;
  /** What operators are told. */
  readonly events: OperatorEvent[] = [];
  now = 0;

  constructor(options: Partial<RouterOptions> = {}) {
    this.router = new Router({
      region: 'here',
      placement: 'rendezvous',
      authTimeoutMs: 10_000,
      parkTimeoutMs: 30_000,
      joinsInFlightMax: 500,
      random: seededRandom(1),
      ...options,
    });
  }

  up(id: string, options: { kind?: keyof typeof ABILITIES; region?: string } = {}): string[] {
    const info = {
      id: monolithId(id),
      region: options.region ?? 'here',
      ...ABILITIES[options.kind ?? 'full'],
    };
    return this.#apply({ kind: 'monolith-up', info });
  }

  down(id: string): string[] {
    return this.#apply({ kind: 'monolith-down', id: monolithId(id) });
  }

  unlist(id: string): string[] {
    return this.#apply({ kind: 'monolith-unlisted', id: monolithId(id) });
  }

  list(id: string): string[] {
    return this.#apply({ kind: 'monolith-listed', id: monolithId(id) });
  }

  open(id: string, room = 'foo'): string[] {
    return this.#apply({ kind: 'client-opened', id: clientId(id), room: key(room) });
  }

  auth(id: string): string[] {
    return this.#apply({ kind: 'client-authenticated', id: clientId(id) });
  }

  /** Opens and authenticates. */
  enter(id: string, room = 'foo'): string[] {
    return [...this.open(id, room), ...this.auth(id)];
  }

  says(id: string, text: string, frame: 'message' | 'status' | 'clock' = 'message'): string[] {
    return this.#apply({ kind: 'client-said', id: clientId(id), text, frame });
  }

  gone(id: string): string[] {
    return this.#apply({ kind: 'client-gone', id: clientId(id) });
  }

  answered(id: string): string[] {
    return this.#apply({ kind: 'answered', id: clientId(id) });
  }

  control(from: string, control: RoutingControl): string[] {
    return this.#apply({ kind: 'control', from: monolithId(from), control });
  }

  loaded(from: string, room: string, epoch: number): string[] {
    return this.control(from, { action: 'loaded', room: key(room), epoch, metadata: metadata(room) });
  }

  gossip(from: string, rooms: Record<string, number>, part = 1, parts = 1): string[] {
    const list = Object.entries(rooms).map(([room, epoch]) => ({ room: key(room), epoch }));
    return this.control(from, { action: 'gossip', rooms: list, part, parts });
  }

  unloaded(
    from: string,
    room: string,
    reason: 'keepalive' | 'admin' | 'commanded' | 'shutdown' | 'moved',
    to?: string,
  ): string[] {
    const hint = to === undefined ? {} : { to: monolithId(to) };
    return this.control(from, { action: 'unloaded', room: key(room), reason, ...hint });
  }

  moved(from: string, room: string, owner: string, retryMs = 1000): string[] {
    return this.control(from, { action: 'moved', room: key(room), owner: monolithId(owner), retryMs });
  }

  refused(
    from: string,
    room: string,
    id: string,
    reason: 'store-unavailable' | 'room-full' | 'draining',
    retryMs = 500,
  ): string[] {
    return this.control(from, { action: 'refused', room: key(room), id: clientId(id), reason, retryMs });
  }

  kick(from: string, room: string | null, id: string, code: number, reason = ''): string[] {
    const inRoom = room === null ? null : key(room);
    return this.control(from, { action: 'kick', room: inRoom, id: clientId(id), code, reason });
  }

  letGo(from: string, id: string): string[] {
    return this.control(from, { action: 'let-go', id: clientId(id) });
  }

  operatorMoves(room: string, to: string | null): string[] {
    return this.#apply({ kind: 'operator-move', room: key(room), to: to === null ? null : monolithId(to) });
  }

  operatorKicks(client: string, code: number, reason = ''): string[] {
    return this.#apply({ kind: 'operator-kick', client: clientId(client), code, reason });
  }

  drainMonolith(id: string): string[] {
    return this.#apply({ kind: 'drain-monolith', id: monolithId(id) });
  }

  drain(forMs: number): string[] {
    return this.#apply({ kind: 'drain', forMs });
  }

  /** Lets `ms` pass, with a tick at every deadline on the way. */
  wait(ms: number): string[] {
    const end = this.now + ms;
    const effects: string[] = [];
    for (;;) {
      const deadline = this.router.deadlineMs();
      if (deadline === null || deadline > end) break;
      this.now = Math.max(this.now, deadline);
      effects.push(...this.#apply({ kind: 'tick' }));
    }
    this.now = end;
    return effects;
  }

  state(id: string): string | undefined {
    return this.router.clients.get(clientId(id))?.state.state;
  }

  where(room = 'foo'): string {
    const mapping = this.router.rooms.get(key(room))?.mapping;
    if (mapping === undefined || mapping.state === 'unmapped') return 'nowhere';
    return `${mapping.state} ${mapping.at.id}`;
  }

  #apply(input: Parameters<Router['apply']>[0]): string[] {
    const effects = this.router.apply(input, this.now);
    this.events.push(...operatorEvents(input, effects, this.router));
    return effects.map(inWords).filter((words) => !words.startsWith('count') && !words.startsWith('mapped'));
  }
}

function inWords(effect: RouterEffect): string {
  switch (effect.kind) {
    case 'join':
      return `join ${effect.client.id} at ${effect.at.id}${effect.resume ? ' resume' : ''}`;
    case 'joined':
      return [`joined ${effect.client.id} at ${effect.at.id}`, ...effect.queued].join(' ');
    case 'leave':
      return `leave ${effect.client.id} at ${effect.at.id}${effect.awayMs === null ? '' : ` away ${effect.awayMs}`}`;
    case 'close':
      return `close ${effect.client.id} ${effect.code}${effect.after === null ? '' : ` after ${effect.after.id}`}`;
    case 'mapped':
      return `mapped ${effect.room}`;
    case 'unload':
      return `unload ${effect.room}@${effect.epoch} at ${effect.at.id} to ${effect.to}`;
    case 'parked':
      return `parked ${effect.room} at ${effect.at.id}`;
    case 'end-link':
      return `end-link ${effect.at.id}`;
    case 'resumed':
      return `resumed ${effect.at.id}`;
    case 'count':
      return `count ${effect.what}`;
    default:
      return `${effect.kind} ${effect.client.id}`;
  }
}
