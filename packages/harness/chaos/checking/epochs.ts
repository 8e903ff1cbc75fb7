/** Under which epoch a Monolith has had a room. */
export interface Tenure {
  readonly epoch: number;
  readonly monolith: string;
}

/**
 * Whether the Monoliths that a client heard, one after another, can have had the room under epochs that only grow (OWN-1): if not, it has heard
 * one that had lost the room.
 */
export function isServedInTurn(monoliths: readonly string[], tenures: readonly Tenure[]): boolean {
  let current = -1;
  for (const monolith of monoliths) {
    const later = tenures.filter((each) => each.monolith === monolith && each.epoch > current);
    if (later.length === 0) return false;
    current = Math.min(...later.map(({ epoch }) => epoch));
  }
  return true;
}
