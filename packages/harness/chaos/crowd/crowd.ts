import { Worker } from '../../src/measuring/worker.ts';
import type { Tally } from '../checking/conversation.ts';
import type { ClientsCommands } from '../processes/clients.ts';
import type { Disagreement } from './agreement.ts';
import type { ClientRecord } from './client-record.ts';
import type { Condition } from './condition.ts';
import type { Leaving, Opening } from './population.ts';

const PROCESSES = 2;
const PROGRAM = new URL('../processes/clients.ts', import.meta.url);

/** Many clients, in processes of their own; each of these has whole rooms. */
export class Crowd implements AsyncDisposable {
  readonly size: number;
  readonly rooms: readonly string[];
  readonly #workers: readonly Worker<ClientsCommands>[];

  private constructor(size: number, rooms: readonly string[], workers: readonly Worker<ClientsCommands>[]) {
    this.size = size;
    this.rooms = rooms;
    this.#workers = workers;
  }

  /** Opens `perRoom` clients in each of the rooms, and waits until all are in. */
  static async open(opening: Opening, processes = PROCESSES): Promise<Crowd> {
    const { rooms, perRoom, seed } = opening;
    const workers = Array.from({ length: processes }, () => new Worker<ClientsCommands>(PROGRAM));
    const crowd = new Crowd(rooms.length * perRoom, rooms, workers);
    try {
      await Promise.all(
        workers.map((worker, index) =>
          worker.ask('open', {
            ...opening,
            rooms: rooms.filter((_, number) => number % processes === index),
            seed: seed * processes + index,
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
    return new Crowd(
      this.size + other.size,
      [...this.rooms, ...other.rooms],
      [...this.#workers, ...other.#workers],
    );
  }

  async balancersAre(origins: readonly string[]): Promise<void> {
    await this.#all((worker) => worker.ask('balancersAre', { origins }));
  }

  async begin(leaving: Leaving): Promise<void> {
    await this.#all((worker) => worker.ask('begin', leaving));
  }

  /** Those who were to leave for good do so. @returns how many that are */
  async depart(): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('depart')));
  }

  /** Others come in the place of those who have left. */
  async fill(): Promise<void> {
    await this.#all((worker) => worker.ask('fill'));
  }

  async ids(): Promise<string[]> {
    return (await this.#all((worker) => worker.ask('ids'))).flat();
  }

  /** To the processes that its clients are in. */
  signal(signal: 'SIGKILL' | 'SIGSTOP'): void {
    for (const { pid } of this.#workers) process.kill(pid, signal);
  }

  /** @returns how many clients the condition does not hold for in the end */
  async wait(condition: Condition, withinMs: number): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('wait', { condition, withinMs })));
  }

  /** @returns the number of rooms in which not all is heard in the end */
  async settle(withinMs: number): Promise<number> {
    return sum(await this.#all((worker) => worker.ask('settle', { withinMs })));
  }

  /** @param perhaps ids of those who have left in a way that nobody can have noticed yet */
  async agree(withinMs: number, perhaps: readonly string[]): Promise<Disagreement> {
    const all = await this.#all((worker) => worker.ask('agree', { withinMs, perhaps }));
    return {
      ghosts: sum(all.map(({ ghosts }) => ghosts)),
      missing: sum(all.map(({ missing }) => missing)),
      torn: sum(all.map(({ torn }) => torn)),
      examples: all.flatMap(({ examples }) => examples),
    };
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
