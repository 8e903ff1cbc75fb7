import type { Random } from '@usher/kit';
import { seededRandom } from '@usher/kit/testing';

/** Decisions of a seed. Each part of a simulation has its own, so that one more decision here changes nothing there. */
export class Chance {
  readonly random: Random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** Decisions for a part of the whole. */
  fork(): Chance {
    return new Chance(Math.floor(this.random() * 4_294_967_296));
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  happens(probability: number): boolean {
    return this.random() < probability;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }
}
