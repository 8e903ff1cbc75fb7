import { seededRandom } from '@usher/kit/testing';
import {
  balancerId,
  clientId,
  monolithId,
  roomKey,
  type ClientId,
  type MonolithId,
  type RoomKey,
} from '@usher/protocol';
import type { Figures, FollowedEvent, FullStateReport, OperatorEvent } from '@usher/protocol/operators';

export interface StorySize {
  readonly monoliths: number;
  readonly rooms: number;
  readonly clientsPerRoom: number;
}

/** Of every 1,000 events so many are moves of rooms; the others are clients that come and go. */
const MOVES = 5;

/** A made-up site of any size, and what happens in it: told as a Balancer tells it (BAL-30). The same at every run. */
export class SiteStory {
  readonly #random = seededRandom(20);
  readonly #size: StorySize;
  readonly #places: number[];
  readonly #clients: ClientId[][];
  #next = 0;

  constructor(size: StorySize) {
    this.#size = size;
    this.#places = Array.from({ length: size.rooms }, (_, room) => room % size.monoliths);
    this.#clients = Array.from({ length: size.rooms }, () =>
      Array.from({ length: size.clientsPerRoom }, () => this.#newClient()),
    );
  }

  state(): FollowedEvent {
    return {
      kind: 'state',
      id: balancerId('story'),
      region: 'here',
      draining: false,
      clients: this.#clients.reduce((sum, { length }) => sum + length, 0),
      monoliths: Array.from({ length: this.#size.monoliths }, (_, n) => this.#monolith(n)),
      rooms: this.#clients.map((served, room) => ({
        room: name(room),
        state: 'reported',
        monolith: monolith(this.#places[room] ?? 0),
        epoch: 1,
        clients: served.length,
        served,
        waiting: [],
      })),
    };
  }

  /** So many events. */
  *events(count: number): Generator<OperatorEvent> {
    for (let told = 0; told < count;) {
      const batch = this.#random() * 1000 < MOVES ? this.#move() : this.#turnover();
      yield* batch;
      told += batch.length;
    }
  }

  /** Every room says something. */
  figures(): FollowedEvent {
    const { rooms, monoliths, clientsPerRoom } = this.#size;
    const said = this.#clients.map((_, room) => [name(room), [Math.floor(this.#random() * 4), 3]] as const);
    this.#next += rooms;
    return {
      kind: 'figures',
      clients: { authenticating: 0, waiting: 0, served: rooms * clientsPerRoom },
      messages: { fromClients: this.#next, toClients: this.#next, toRooms: this.#next },
      bytes: { fromClients: 0, fromMonoliths: 0 },
      lagMs: 1,
      queueBytes: { toClients: 0, toMonoliths: 0, fromClients: 0 },
      monoliths: Array.from({ length: monoliths }, (_, n) => ({
        id: monolith(n),
        sent: 0,
        received: 0,
        unsentBytes: 0,
        isCongested: false,
        roundTripMs: 1,
        joinsInFlight: 0,
        joinsWaiting: 0,
      })),
      rooms: Object.fromEntries(said) as Figures['rooms'],
    };
  }

  /** One client goes, another comes. */
  #turnover(): OperatorEvent[] {
    const room = this.#anyRoom();
    const at = { room: name(room), monolith: monolith(this.#places[room] ?? 0) };
    const here = this.#clients[room] ?? [];
    const gone = here.shift();
    const client = this.#newClient();
    here.push(client);
    return [
      ...(gone === undefined ? [] : [{ kind: 'leave', client: gone, ...at } as const]),
      { kind: 'enter', client, room: at.room },
      { kind: 'join', client, resume: false, ...at },
      { kind: 'serve', client, ...at },
    ];
  }

  #move(): OperatorEvent[] {
    const room = this.#anyRoom();
    const from = this.#places[room] ?? 0;
    const to = (from + 1) % this.#size.monoliths;
    this.#places[room] = to;
    const at = { room: name(room), monolith: monolith(to) };
    const clients = this.#clients[room] ?? [];
    return [
      ...clients.map((client) => ({ kind: 'wait', client, room: at.room }) as const),
      { kind: 'move', room: at.room, from: monolith(from), to: at.monolith },
      { kind: 'load', ...at },
      ...clients.map((client) => ({ kind: 'serve', client, room: at.room, monolith: at.monolith }) as const),
    ];
  }

  #monolith(n: number): FullStateReport['monoliths'][number] {
    const rooms = this.#clients.filter((_, room) => this.#places[room] === n);
    return {
      id: monolith(n),
      region: n % 2 === 0 ? 'here' : 'there',
      rooms: rooms.length,
      clients: rooms.reduce((sum, { length }) => sum + length, 0),
      draining: false,
    };
  }

  #anyRoom(): number {
    return Math.floor(this.#random() * this.#size.rooms);
  }

  /** As long as a real one. */
  #newClient(): ClientId {
    return clientId(`00000000-0000-4000-8000-${String(this.#next++).padStart(12, '0')}`);
  }
}

const name = (room: number): RoomKey => roomKey(`room-${String(room).padStart(4, '0')}`) as RoomKey;
const monolith = (n: number): MonolithId => monolithId(`monolith-${n}`);
