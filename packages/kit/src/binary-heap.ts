/** Items of which the first by an order is at hand. Equal ones come in any order. */
export class BinaryHeap<Item> {
  readonly #isBefore: (one: Item, other: Item) => boolean;
  #items: Item[] = [];

  constructor(isBefore: (one: Item, other: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#items.length;
  }

  first(): Item | undefined {
    return this.#items[0];
  }

  /** Holds these, which are in order, and nothing else. */
  replace(sorted: Item[]): void {
    this.#items = sorted;
  }

  push(item: Item): void {
    const items = this.#items;
    let index = items.push(item) - 1;
    while (index > 0) {
      const up = (index - 1) >> 1;
      const parent = items[up];
      if (parent === undefined || !this.#isBefore(item, parent)) break;
      items[index] = parent;
      index = up;
    }
    items[index] = item;
  }

  /** Removes the first. */
  pop(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let index = 0;
    for (;;) {
      let down = 2 * index + 1;
      const [left, right] = [items[down], items[down + 1]];
      if (left !== undefined && right !== undefined && this.#isBefore(right, left)) down++;
      const child = items[down];
      if (child === undefined || !this.#isBefore(child, last)) break;
      items[index] = child;
      index = down;
    }
    items[index] = last;
  }
}
