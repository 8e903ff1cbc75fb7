import { BinaryHeap } from './binary-heap.ts';

/**
 * Who wants to be called when: one deadline per key, the earliest first. Entries that were replaced or
 * deleted stay in the heap until they come up, and never outnumber the live ones by more than a constant factor.
 */
export class Deadlines<Key> {
  readonly #at = new Map<Key, number>();
  readonly #heap = new BinaryHeap<{ key: Key; at: number }>((one, other) => one.at < other.at);

  get size(): number {
    return this.#at.size;
  }

  has(key: Key): boolean {
    return this.#at.has(key);
  }

  /** Sets the deadline of `key`, in place of an earlier one. */
  set(key: Key, at: number): void {
    if (this.#at.get(key) === at) return;
    this.#at.set(key, at);
    if (this.#heap.size > 64 && this.#heap.size > 4 * this.#at.size) this.#rebuild();
    else this.#heap.push({ key, at });
  }

  delete(key: Key): void {
    this.#at.delete(key);
  }

  /** The earliest deadline, or `null`. */
  next(): number | null {
    this.#dropStale();
    return this.#heap.first()?.at ?? null;
  }

  /** Removes and returns the keys whose deadline has come, earliest first. */
  takeDue(now: number): Key[] {
    const due: Key[] = [];
    for (;;) {
      this.#dropStale();
      const first = this.#heap.first();
      if (first === undefined || first.at > now) return due;
      this.#at.delete(first.key);
      due.push(first.key);
    }
  }

  #dropStale(): void {
    for (;;) {
      const first = this.#heap.first();
      if (first === undefined || this.#at.get(first.key) === first.at) return;
      this.#heap.pop();
    }
  }

  #rebuild(): void {
    this.#heap.replace([...this.#at].map(([key, at]) => ({ key, at })).toSorted((a, b) => a.at - b.at));
  }
}
