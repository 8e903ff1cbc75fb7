import { unreachable } from '@usher/kit';
import {
  CloseCode,
  LIMITS,
  type ClientFrame,
  type ClientId,
  type MonolithId,
  type RoomKey,
} from '@usher/protocol';
import { joinsOverdue, tellResumed } from './admission.ts';
import { control } from './control.ts';
import { depart, departDue, drain } from './drain.ts';
import { close, forget, joined, park, parkRoom, probe, settle, settleClient, takeTurns } from './joins.ts';
import { JoinLine } from './join-line.ts';
import { list, moveStranded, unlist, unlistedDue } from './listing.ts';
import { drainMonolith, kickByOperator, moveRoom } from './operator.ts';
import { PendingMessages } from '@usher/client-gate/pending';
import { candidatesOf, leastRooms, place } from './placement.ts';
import { monolithOf, type Client, type Monolith, type MonolithInfo, type Room } from './records.ts';
import type { RouterEffect, RouterInput } from './router-io.ts';
import { Tables, type RouterOptions } from './tables.ts';

/** How long a Monolith that is back may take for its first gossip before it is told `resumed` all the same (LNK-41). */
const RESUME_GRACE_MS = 1000;

/**
 * Which client is in which room on which Monolith, and how that changes. Synchronous and pure: an input and the time go in,
 * effects come out. Messages of joined clients do not pass here.
 */
export class Router {
  readonly #tables: Tables;

  constructor(options: RouterOptions) {
    this.#tables = new Tables(options);
  }

  /** Deadlines and limits that hold from now on (BAL-33). */
  configure(limits: Pick<RouterOptions, 'authTimeoutMs' | 'parkTimeoutMs' | 'joinsInFlightMax'>): void {
    this.#tables.options = { ...this.#tables.options, ...limits };
  }

  /** Applies one input at `now` (monotonic ms); the effects are to be run in order, before the next input. */
  apply(input: RouterInput, now: number): readonly RouterEffect[] {
    const t = this.#tables;
    t.now = now;
    this.#handle(t, input);
    takeTurns(t);
    return t.takeEffects();
  }

  /** When `tick` is wanted next, or `null`. */
  deadlineMs(): number | null {
    return this.#tables.deadlineMs();
  }

  /** It takes no new client (BAL-32). */
  get isDraining(): boolean {
    return this.#tables.drainedAt !== null;
  }

  /** Clients that have not authenticated yet (CON-5). */
  get unauthenticated(): number {
    return this.#tables.authenticating.size;
  }

  get clients(): ReadonlyMap<ClientId, Client> {
    return this.#tables.clients;
  }

  get rooms(): ReadonlyMap<RoomKey, Room> {
    return this.#tables.rooms;
  }

  get monoliths(): ReadonlyMap<MonolithId, Monolith> {
    return this.#tables.monoliths;
  }

  /** Where HTTP requests about a room go: where it is, or where it would be placed (BAL-20). */
  monolithFor(key: RoomKey): Monolith | null {
    const { rooms, monoliths, options } = this.#tables;
    const room = rooms.get(key);
    return (room && monolithOf(room)) ?? place(key, monoliths.values(), options);
  }

  /** Where rooms are created: the Monolith with the fewest (BAL-20). */
  monolithForCreation(): Monolith | null {
    return leastRooms(this.candidates());
  }

  /** Where any request may go. */
  candidates(): Monolith[] {
    return candidatesOf(this.#tables.monoliths.values(), this.#tables.options.region);
  }

  /** Public rooms of the whole cluster, users descending, then name, as JSON (BAL-20). */
  get roomList(): string {
    return this.#tables.roomList.json;
  }

  #handle(t: Tables, input: RouterInput): void {
    switch (input.kind) {
      case 'client-opened':
        return clientOpened(t, input.id, input.room);
      case 'client-authenticated':
        return withClient(t, input.id, (client) => authenticated(t, client));
      case 'client-said':
        return withClient(t, input.id, (client) => said(t, client, input.text, input.frame));
      case 'client-gone':
        return withClient(t, input.id, (client) => forget(t, client));
      case 'answered':
        return withClient(t, input.id, (client) => joined(t, client));
      case 'monolith-up':
        return monolithUp(t, input.info);
      case 'monolith-down':
        return monolithDown(t, input.id);
      case 'monolith-unlisted':
        return withMonolith(t, input.id, (monolith) => unlist(t, monolith));
      case 'monolith-listed':
        return withMonolith(t, input.id, (monolith) => list(t, monolith));
      case 'control':
        return withMonolith(t, input.from, (from) => control(t, from, input.control));
      case 'operator-move':
        return moveRoom(t, input.room, input.to);
      case 'operator-kick':
        return withClient(t, input.client, (client) => kickByOperator(t, client, input.code, input.reason));
      case 'drain-monolith':
        return withMonolith(t, input.id, (monolith) => drainMonolith(t, monolith));
      case 'drain':
        return drain(t, input.forMs);
      case 'tick':
        return tick(t);
      default:
        unreachable(input);
    }
  }
}

function withClient(t: Tables, id: ClientId, act: (client: Client) => void): void {
  const client = t.clients.get(id);
  if (client !== undefined) act(client);
}

function withMonolith(t: Tables, id: MonolithId, act: (monolith: Monolith) => void): void {
  const monolith = t.monoliths.get(id);
  if (monolith !== undefined) act(monolith);
}

function clientOpened(t: Tables, id: ClientId, room: RoomKey): void {
  const client: Client = {
    id,
    room,
    state: { state: 'authenticating' },
    pending: new PendingMessages(),
    line: null,
  };
  t.clients.set(id, client);
  if (t.drainedAt !== null) return depart(t, client);
  t.authenticating.set(client, t.now + t.options.authTimeoutMs);
}

function authenticated(t: Tables, client: Client): void {
  if (client.state.state !== 'authenticating') return;
  t.authenticating.delete(client);
  t.waiting.set(client, t.now + t.options.parkTimeoutMs);
  client.state = { state: 'placing', at: null };
  const room = t.room(client.room);
  room.clients.add(client);
  t.unreported.delete(room);
  settleClient(t, room, client);
}

/** What a waiting client says is kept in order, up to a bound (CON-3). */
function said(t: Tables, client: Client, text: string, frame: ClientFrame): void {
  client.pending.add(text, frame);
  if (client.pending.isFull) t.emit({ kind: 'pause', client });
}

function monolithUp(t: Tables, info: MonolithInfo): void {
  const monolith: Monolith = {
    ...info,
    rooms: new Set(),
    clients: new Set(),
    joins: new JoinLine(),
    isDraining: false,
    isListed: true,
    isRetiring: false,
    lacksStores: false,
    hasGossiped: false,
    gossip: null,
  };
  t.monoliths.set(info.id, monolith);
  moveStranded(t);
  for (const room of [...t.rooms.values()]) if (room.mapping.state === 'unmapped') settle(t, room);
  if (!t.lost.has(info.id) || !info.understandsControl) return;
  t.lost.delete(info.id);
  t.resuming.set(monolith, t.now + RESUME_GRACE_MS);
}

/** The link is lost: its clients' sockets stay, and their rooms are looked for elsewhere at once (CON-4). */
function monolithDown(t: Tables, id: MonolithId): void {
  const monolith = t.monoliths.get(id);
  if (monolith === undefined) return;
  t.monoliths.delete(id);
  t.resuming.delete(monolith);
  t.unlisted.delete(monolith);
  t.lost.set(id, t.now + LIMITS.suspendMs);
  const rooms = [...monolith.rooms];
  for (const room of rooms) {
    parkRoom(t, room, monolith, 'ended-there');
    t.map(room, { state: 'unmapped' });
  }
  for (const client of [...monolith.clients]) park(t, client, 'ended-there');
  for (const room of rooms) settle(t, room);
}

function tick(t: Tables): void {
  for (const client of t.authenticating.takeDue(t.now))
    close(t, client, CloseCode.Unauthenticated, 'timed out');
  for (const client of t.waiting.takeDue(t.now)) {
    close(t, client, CloseCode.TryAgainLater, 'no room server became available in time');
  }
  departDue(t);
  unlistedDue(t);
  for (const client of t.refused.takeDue(t.now)) settleClient(t, t.room(client.room), client);
  for (const room of t.ownerless.takeDue(t.now)) probe(t, room);
  for (const room of t.unreported.takeDue(t.now)) t.map(room, { state: 'unmapped' });
  t.lost.takeDue(t.now);
  t.evicted.takeDue(t.now);
  joinsOverdue(t);
  for (const monolith of t.resuming.takeDue(t.now)) tellResumed(t, monolith);
}
