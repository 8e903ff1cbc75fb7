import { until } from '@usher/kit/testing';
import { serveCommands } from '../../src/measuring/worker.ts';
import type { Tally } from '../checking/conversation.ts';
import { disagreementIn, isAgreed, type Disagreement } from '../crowd/agreement.ts';
import type { ClientRecord } from '../crowd/client-record.ts';
import { isMet, type Condition } from '../crowd/condition.ts';
import { Population, type Leaving, type Opening } from '../crowd/population.ts';

const TICK_MS = 20;

const NOBODY: Opening = { origins: [], rooms: [], perRoom: 0, seed: 0, talkEveryMs: 1000 };

let people = new Population(NOBODY);
let { talkEveryMs } = NOBODY;
let talking: NodeJS.Timeout | undefined;

const commands = {
  async open(opening: Opening): Promise<void> {
    ({ talkEveryMs } = opening);
    people = new Population(opening);
    await people.fill();
  },

  /** A load balancer in front has noticed which Balancers live. */
  balancersAre({ origins }: { origins: readonly string[] }): void {
    people.balancersAre(origins);
  },

  /** A new step: what was before is forgotten, and everyone talks who stays. */
  begin(leaving: Leaving): void {
    people.begin(leaving);
    const { random, talkers } = people;
    const dueAt = new Map(talkers.map((client) => [client, Date.now() + random() * talkEveryMs]));
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
    const waiting = () => people.clients.filter((client) => !isMet(condition, client)).length;
    await until('it holds', () => waiting() === 0, withinMs).catch(() => null);
    return waiting();
  },

  /** Those who were to leave for good do so; gives their number. */
  depart: (): number => people.depart(),

  /** Others come in the place of those who have left. */
  fill: (): Promise<void> => people.fill(),

  ids: (): string[] => people.clients.map(({ clientId }) => clientId ?? ''),

  /** Everyone says one last word; gives the number of rooms in which somebody does not hear them all. */
  async settle({ withinMs }: { withinMs: number }): Promise<number> {
    clearInterval(talking);
    for (const client of people.clients) client.say();
    await until('all is heard', () => unsettled() === 0, withinMs).catch(() => null);
    return unsettled();
  },

  /** Waits until everyone knows exactly who is there; gives what is wrong in the end. */
  async agree({ withinMs, perhaps }: Agreeing): Promise<Disagreement> {
    const now = () => disagreementIn(people.rooms, new Set(perhaps));
    await until('all agree', () => isAgreed(now()), withinMs).catch(() => null);
    return now();
  },

  /** What has happened since `begin`, to those who are still there. */
  records: (): ClientRecord[] => people.clients.map(({ record }) => record),

  tallies: (): Tally[] => people.rooms.map(({ tally }) => tally),

  examples: (): string[] => people.rooms.flatMap(({ examples }) => examples),

  /** Room → for each client, the Monoliths that it has heard so far. */
  histories: (): Record<string, readonly (readonly string[])[]> =>
    Object.fromEntries(
      people.rooms.map((room) => [room.name, room.clients.map(({ monoliths }) => monoliths)]),
    ),

  leave(): void {
    clearInterval(talking);
    for (const client of people.clients) client.stop();
  },
};

const unsettled = () => people.rooms.filter(({ isSettled }) => !isSettled).length;

interface Agreeing {
  readonly withinMs: number;
  /** Ids of those who have left in a way that nobody can have noticed yet. */
  readonly perhaps: readonly string[];
}

export type ClientsCommands = typeof commands;

serveCommands(commands);
