import { Worker } from '../../src/measuring/worker.ts';
import type { Tally } from '../checking/conversation.ts';
import type { ClientsCommands, Opening } from '../processes/clients.ts';
import type { ClientRecord } from './client-record.ts';
import type { Condition } from './condition.ts';

const PROCESSES = 2;
const PROGRAM = new URL('../processes/clients.ts', import.meta.url);

/** Many clients, in processes of their own; each of these has whole rooms. */
export class Crowd implements AsyncDisposable {
  readonly size: number;
  readonly #workers: readonly Worker<ClientsCommands>[];

  private constructor(size: number, workers: readonly Worker<ClientsCommands>[]) {
    this.size = size;
    this.#workers = workers;
  }

  /** Opens `perRoom` clients in each of the rooms, and waits until all are in. */
  static async open(opening: Opening): Promise<Crowd> {
    const { rooms, perRoom, seed } = opening;
    const workers = Array.from({ length: PROCESSES }, () => new Worker<ClientsCommands>(PROGRAM));
    const crowd = new Crowd(rooms.length * perRoom, workers);
    try {
      await Promise.all(
        workers.map((worker, index) =>
          worker.ask('open', {
            ...opening,
            rooms: rooms.filter((_, number) => number % PROCESSES === index),
            seed: seed * PROCESSES + index,
          }),
        ),
      );
      return crowd;
    } catch (error) {
      await crowd[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Both as one; each of them is still to be disposed of. */
  and(other: Crowd): Crowd {
    return new Crowd(this.size + other.size, [...this.#workers, ...other.#workers]);
  }

  async balancersAre(origins: readonly string[]): Promise<void> {
    await this.#all((worker) => worker.ask('balancersAre', { origins }));
  }

  async begin(): Promise<void> {
    await this.#all((worker) => worker.ask('begin'));
  }

  /** @returns how many clients the condition does not hold for in the end */
  async wait(condition: Condition, withinMs: number): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('wait', { condition, withinMs })));
  }

  /** @returns the number of rooms in which not all is heard in the end */
  async settle(withinMs: number): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('settle', { withinMs })));
  }

  /** @returns the number of rooms in which people disagree on who is there */
  async agree(withinMs: number): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('agree', { withinMs })));
  }

  async records(): Promise<ClientRecord[]> {
    return (await this.#all((worker) => worker.ask('records'))).flat();
  }

  async tally(): Promise<Tally> {
    const tallies = (await this.#all((worker) => worker.ask('tallies'))).flat();
    const total = (kind: keyof Tally) => sum(tallies.map((tally) => tally[kind]));
    return {
      lost: total('lost'),
      doubled: total('doubled'),
      reordered: total('reordered'),
      stray: total('stray'),
      disagreements: total('disagreements'),
    };
  }

  async examples(): Promise<string[]> {
    return (await this.#all((worker) => worker.ask('examples'))).flat();
  }

  /** Room → for each client, the Monoliths that it has heard since it opened. */
  async histories(): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
    const all = await this.#all((worker) => worker.ask('histories'));
    return new Map(all.flatMap((histories) => Object.entries(histories)));
  }

  async leave(): Promise<void> {
    await this.#all((worker) => worker.ask('leave'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker[Symbol.asyncDispose]()));
  }

  #all<T>(ask: (worker: Worker<ClientsCommands>) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#workers.map((worker) => ask(worker)));
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
