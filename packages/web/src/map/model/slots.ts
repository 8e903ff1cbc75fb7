/** The place of each of those who share a space. */
export type Slots = ReadonlyMap<string, number>;

/** So much of the space may be empty before it is tidied up. */
const SPARSE = 3;
const TIDY_FROM = 12;

/**
 * Gives everybody in `keys` a place of their own. Who has one keeps it, newcomers fill the gaps first: what people have learned to find
 * somewhere stays there. Only when most places are empty all move together.
 */
export function assignSlots(before: Slots, keys: Iterable<string>): Slots {
  const wanted = [...new Set(keys)];
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of wanted) {
    const slot = before.get(key);
    if (slot === undefined) continue;
    slots.set(key, slot);
    taken.add(slot);
  }
  let next = 0;
  for (const key of wanted.toSorted()) {
    if (slots.has(key)) continue;
    while (taken.has(next)) next++;
    slots.set(key, next);
    taken.add(next);
  }
  return capacityOf(slots) > Math.max(TIDY_FROM, SPARSE * wanted.length) ? compacted(slots) : slots;
}

/** How many places there must be. */
export function capacityOf(slots: Slots): number {
  let last = -1;
  for (const slot of slots.values()) last = Math.max(last, slot);
  return last + 1;
}

/** So much that not every newcomer changes the size or the place of all others. */
export function inSteps(capacity: number): number {
  let size = 7;
  while (size < capacity) size = Math.ceil(size * 1.25);
  return size;
}

function compacted(slots: Slots): Slots {
  const inOrder = [...slots].toSorted(([, a], [, b]) => a - b);
  return new Map(inOrder.map(([key], index) => [key, index]));
}
