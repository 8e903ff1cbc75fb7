/**
 * Who wants to be called when: one deadline per key, the earliest first. A binary heap; entries that were replaced or
 * deleted stay in it until they come up, and never outnumber the live ones by more than a constant factor.
 */
export class Deadlines<Key> {
  readonly #at = new Map<Key, number>();
  #heap: { key: Key; at: number }[] = [];

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
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#at.size) this.#rebuild();
    else this.#push({ key, at });
  }

  delete(key: Key): void {
    this.#at.delete(key);
  }

  /** The earliest deadline, or `null`. */
  next(): number | null {
    this.#dropStale();
    return this.#heap[0]?.at ?? null;
  }

  /** Removes and returns the keys whose deadline has come, earliest first. */
  takeDue(now: number): Key[] {
    const due: Key[] = [];
    for (;;) {
      this.#dropStale();
      const first = this.#heap[0];
      if (first === undefined || first.at > now) return due;
      this.#at.delete(first.key);
      due.push(first.key);
    }
  }

  #dropStale(): void {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || this.#at.get(first.key) === first.at) return;
      this.#pop();
    }
  }

  #rebuild(): void {
    this.#heap = [...this.#at].map(([key, at]) => ({ key, at })).toSorted((a, b) => a.at - b.at);
  }

  #push(entry: { key: Key; at: number }): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const up = (index - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || parent.at <= entry.at) break;
      heap[index] = parent;
      index = up;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let down = 2 * index + 1;
      const [left, right] = [heap[down], heap[down + 1]];
      if (left !== undefined && right !== undefined && right.at < left.at) down++;
      const child = heap[down];
      if (child === undefined || child.at >= last.at) break;
      heap[index] = child;
      index = down;
    }
    heap[index] = last;
  }
}
