import { seededRandom } from '@usher/kit/testing';

export interface StorySize {
  readonly monoliths: number;
  readonly rooms: number;
  readonly clientsPerRoom: number;
}

type Event = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Of every 1,000 events so many are moves of rooms; the others are clients that come and go. */
const MOVES = 5;

/** A made-up site of any size, and what happens in it: told as a Balancer tells it (BAL-30). The same at every run. */
export class SiteStory {
  readonly #random = seededRandom(20);
  readonly #size: StorySize;
  readonly #places: number[];
  readonly #clients: string[][];
  #next = 0;

  constructor(size: StorySize) {
    this.#size = size;
    this.#places = Array.from({ length: size.rooms }, (_, room) => room % size.monoliths);
    this.#clients = Array.from({ length: size.rooms }, () =>
      Array.from({ length: size.clientsPerRoom }, () => this.#newClient()),
    );
  }

  state(): Event {
    return {
      kind: 'state',
      id: 'story',
      region: 'here',
      draining: false,
      monoliths: Array.from({ length: this.#size.monoliths }, (_, n) => ({
        id: monolith(n),
        region: n % 2 === 0 ? 'here' : 'there',
        draining: false,
      })),
      rooms: this.#clients.map((served, room) => ({
        room: name(room),
        state: 'reported',
        monolith: monolith(this.#places[room] ?? 0),
        served,
        waiting: [],
      })),
    };
  }

  /** So many events. */
  *events(count: number): Generator<Event> {
    for (let told = 0; told < count;) {
      const batch = this.#random() * 1000 < MOVES ? this.#move() : this.#turnover();
      yield* batch;
      told += batch.length;
    }
  }

  /** Every room says something. */
  figures(): Event {
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
      rooms: Object.fromEntries(said),
    };
  }

  /** One client goes, another comes. */
  #turnover(): Event[] {
    const room = this.#anyRoom();
    const at = { room: name(room), monolith: monolith(this.#places[room] ?? 0) };
    const here = this.#clients[room] ?? [];
    const gone = here.shift();
    const client = this.#newClient();
    here.push(client);
    return [
      { kind: 'leave', client: gone, ...at },
      { kind: 'enter', client, room: at.room },
      { kind: 'join', client, resume: false, ...at },
      { kind: 'serve', client, ...at },
    ];
  }

  #move(): Event[] {
    const room = this.#anyRoom();
    const from = this.#places[room] ?? 0;
    const to = (from + 1) % this.#size.monoliths;
    this.#places[room] = to;
    const waits = (this.#clients[room] ?? []).map((client) => ({ kind: 'wait', client, room: name(room) }));
    const at = { room: name(room), monolith: monolith(to) };
    const serves = (this.#clients[room] ?? []).map((client) => ({
      kind: 'serve',
      client,
      room: at.room,
      monolith: at.monolith,
    }));
    const move = { kind: 'move', room: name(room), from: monolith(from), to: monolith(to) };
    return [...waits, move, { kind: 'load', ...at }, ...serves];
  }

  #anyRoom(): number {
    return Math.floor(this.#random() * this.#size.rooms);
  }

  /** As long as a real one. */
  #newClient(): string {
    return `00000000-0000-4000-8000-${String(this.#next++).padStart(12, '0')}`;
  }
}

const name = (room: number) => `room-${String(room).padStart(4, '0')}`;
const monolith = (n: number) => `monolith-${n}`;
