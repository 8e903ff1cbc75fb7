import { seededRandom, until } from '@usher/kit/testing';
import type { Random } from '@usher/kit';
import { serveCommands } from '../../src/measuring/worker.ts';
import type { Tally } from '../checking/conversation.ts';
import type { ClientRecord } from '../crowd/client-record.ts';
import { isMet, type Condition } from '../crowd/condition.ts';
import { CrowdRoom } from '../crowd/crowd-room.ts';
import { NumberedClient } from '../crowd/numbered-client.ts';

/** Clients in rooms, all of whose people are in this process: it can check all that they hear. */
export interface Opening {
  /** Of Balancers. */
  readonly origins: readonly string[];
  readonly rooms: readonly string[];
  readonly perRoom: number;
  readonly seed: number;
  /** How often each of them says something, on average. */
  readonly talkEveryMs: number;
}

const OPENING_AT_ONCE = 50;
const TICK_MS = 20;
const OPEN_WITHIN_MS = 60_000;

let origins: readonly string[] = [];
let rooms: CrowdRoom[] = [];
let clients: NumberedClient[] = [];
let talking: NodeJS.Timeout | undefined;
let talkEveryMs = 1000;
let random: Random = seededRandom(0);

const commands = {
  async open(opening: Opening): Promise<void> {
    ({ origins, talkEveryMs } = opening);
    random = seededRandom(opening.seed);
    rooms = opening.rooms.map((room, index) => {
      const seats = Array.from({ length: opening.perRoom }, (_, seat) => index * opening.perRoom + seat);
      return new CrowdRoom(
        room,
        seats.map((number) => newClient(room, number)),
      );
    });
    clients = rooms.flatMap((room) => room.clients);
    for (const [started, client] of clients.entries()) {
      client.start();
      await until(
        'some are in',
        () => started - clients.filter(isIn).length < OPENING_AT_ONCE,
        OPEN_WITHIN_MS,
      );
    }
    await until('all are in', () => clients.every(isIn), OPEN_WITHIN_MS);
  },

  /** A load balancer in front has noticed which Balancers live. */
  balancersAre(living: { origins: readonly string[] }): void {
    ({ origins } = living);
  },

  /** A new step: what was before is forgotten, and everyone talks. */
  begin(): void {
    for (const room of rooms) room.begin();
    const dueAt = new Map(clients.map((client) => [client, Date.now() + random() * talkEveryMs]));
    talking = setInterval(() => {
      const now = Date.now();
      for (const [client, at] of dueAt) {
        if (now < at) continue;
        client.say();
        dueAt.set(client, at + talkEveryMs * (0.5 + random()));
      }
    }, TICK_MS);
  },

  /** Waits; gives how many clients the condition does not hold for in the end. */
  async wait({ condition, withinMs }: { condition: Condition; withinMs: number }): Promise<number> {
    const isEveryone = () => clients.every((client) => isMet(condition, client));
    await until('it holds', isEveryone, withinMs).catch(() => null);
    return clients.filter((client) => !isMet(condition, client)).length;
  },

  /** Everyone says one last word; gives the number of rooms in which somebody does not hear them all. */
  async settle({ withinMs }: { withinMs: number }): Promise<number> {
    clearInterval(talking);
    for (const client of clients) client.say();
    await until('all is heard', () => rooms.every(({ isSettled }) => isSettled), withinMs).catch(() => null);
    return rooms.filter(({ isSettled }) => !isSettled).length;
  },

  /** Gives the number of rooms in which somebody sees a ghost, misses someone, or hears another Monolith than the rest. */
  async agree({ withinMs }: { withinMs: number }): Promise<number> {
    await until('all agree', () => rooms.every(({ isOfOneMind }) => isOfOneMind), withinMs).catch(() => null);
    return rooms.filter(({ isOfOneMind }) => !isOfOneMind).length;
  },

  /** What has happened since `begin`. */
  records: (): ClientRecord[] => clients.map(({ record }) => record),

  tallies: (): Tally[] => rooms.map(({ tally }) => tally),

  examples: (): string[] => rooms.flatMap(({ examples }) => examples),

  /** Room → for each client, the Monoliths that it has heard so far. */
  histories: (): Record<string, readonly (readonly string[])[]> =>
    Object.fromEntries(rooms.map((room) => [room.name, room.clients.map(({ monoliths }) => monoliths)])),

  leave(): void {
    clearInterval(talking);
    for (const client of clients) client.stop();
  },
};

export type ClientsCommands = typeof commands;

serveCommands(commands);

const isIn = (client: NumberedClient) => isMet({ kind: 'in' }, client);

/** They spread over the Balancers that live, and go to the next one whenever they connect anew. */
function newClient(room: string, number: number): NumberedClient {
  let turn = number;
  return new NumberedClient({
    name: `c${number}`,
    room,
    random,
    nextOrigin: () => origins[turn++ % origins.length] ?? '',
  });
}
