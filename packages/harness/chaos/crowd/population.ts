import type { Random } from '@usher/kit';
import { seededRandom, until } from '@usher/kit/testing';
import { isMet } from './condition.ts';
import { CrowdRoom } from './crowd-room.ts';
import { NumberedClient } from './numbered-client.ts';

/** Clients in rooms, all of whose people are in this process: it can check all that they hear. */
export interface Opening {
  /** Of Balancers. */
  readonly origins: readonly string[];
  readonly rooms: readonly string[];
  readonly perRoom: number;
  readonly seed: number;
  /** How often each of them says something, on average. */
  readonly talkEveryMs: number;
  /** The share of a backoff's spread that they use: below 1, they come back more at once than clients do. */
  readonly backoffSpread?: number;
}

/** Who is there when a step begins, and leaves in its course. */
export interface Leaving {
  /** How many of a hundred of these clients leave for good, and say so. */
  readonly percent: number;
  /** Clients of other processes that leave as well. */
  readonly others: readonly string[];
}

const OPENING_AT_ONCE = 50;
const OPEN_WITHIN_MS = 60_000;

/** The rooms of one process and their people, of whom some leave and others come. */
export class Population {
  readonly rooms: readonly CrowdRoom[];
  readonly random: Random;
  readonly #perRoom: number;
  readonly #backoffSpread: number;
  #origins: readonly string[];
  #numbers = 0;
  #leavers = new Set<NumberedClient>();
  /** The ids of all who have left for good, in any process, or are about to. */
  readonly #leaving = new Set<string>();

  constructor({ origins, rooms, perRoom, seed, backoffSpread = 1 }: Opening) {
    this.random = seededRandom(seed);
    this.rooms = rooms.map((room) => new CrowdRoom(room, []));
    this.#perRoom = perRoom;
    this.#backoffSpread = backoffSpread;
    this.#origins = origins;
  }

  /** Who is there, or comes back. */
  get clients(): NumberedClient[] {
    return this.rooms.flatMap(({ clients }) => clients);
  }

  /** Who stays: whoever is about to leave says nothing, as what is on its way then need not arrive. */
  get talkers(): NumberedClient[] {
    return this.clients.filter((client) => !this.#leavers.has(client));
  }

  balancersAre(origins: readonly string[]): void {
    this.#origins = origins;
  }

  /** A new step: chooses who is to leave, by the seed. */
  begin({ percent, others }: Leaving): void {
    for (const room of this.rooms) room.begin();
    this.#leavers = new Set(this.#someOf(this.clients, percent));
    for (const id of others) this.#leaving.add(id);
    for (const { clientId } of this.#leavers) this.#leaving.add(clientId ?? '');
  }

  /** Those who were to leave do so; gives their number. */
  depart(): number {
    for (const room of this.rooms)
      for (const client of room.clients) if (this.#leavers.has(client)) room.release(client);
    return this.#leavers.size;
  }

  /** Brings every room to its size, a few people at a time, and waits until all are in. */
  async fill(): Promise<void> {
    for (const room of this.rooms)
      while (room.clients.length < this.#perRoom) {
        room.admit(this.#newClient(room.name, this.#numbers++));
        await until('some are in', () => this.#outside() <= OPENING_AT_ONCE, OPEN_WITHIN_MS);
      }
    await until('all are in', () => this.#outside() === 0, OPEN_WITHIN_MS);
  }

  #outside(): number {
    return this.clients.filter((client) => !isMet({ kind: 'in' }, client)).length;
  }

  /** At least one, if anyone is to be chosen. */
  #someOf<T>(all: readonly T[], percent: number): T[] {
    const left = [...all];
    const count = Math.ceil((all.length * percent) / 100);
    return Array.from({ length: count }, () =>
      left.splice(Math.floor(this.random() * left.length), 1),
    ).flat();
  }

  /** They spread over the Balancers that live, and go to the next one whenever they connect anew. */
  #newClient(room: string, number: number): NumberedClient {
    let turn = number;
    return new NumberedClient({
      name: `c${number}`,
      room,
      random: () => this.random() * this.#backoffSpread,
      nextOrigin: () => this.#origins[turn++ % this.#origins.length] ?? '',
      isLeaving: (id) => this.#leaving.has(id),
    });
  }
}
