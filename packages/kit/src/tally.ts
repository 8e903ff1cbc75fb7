/** How many there are of each key, and in all. Keys that have none take no room. */
export class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** How many keys have any. */
  get keys(): number {
    return this.#counts.size;
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: Key): void {
    this.#total++;
    this.#counts.set(key, this.of(key) + 1);
  }

  /** One of those that were added is no more. */
  remove(key: Key): void {
    this.#total--;
    const left = this.of(key) - 1;
    if (left <= 0) this.#counts.delete(key);
    else this.#counts.set(key, left);
  }
}
