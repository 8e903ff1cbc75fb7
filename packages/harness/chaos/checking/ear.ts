interface Hearing {
  last: number;
  /** Numbers that were passed over, and may still come: too late. */
  readonly missing: Set<number>;
}

/** What one client hears, from one opening of its socket to its end, held against the numbers that were said. */
export class Ear {
  /** All that it has heard, in that order. */
  readonly heard: string[] = [];
  readonly #saidBefore: ReadonlyMap<string, number>;
  readonly #hearings = new Map<string, Hearing>();

  /** @param saidBefore voice → its last number when this client came in: only what follows must be heard */
  constructor(saidBefore: ReadonlyMap<string, number>) {
    this.#saidBefore = saidBefore;
  }

  hear(voice: string, number: number): 'in-order' | 'doubled' | 'reordered' {
    this.heard.push(`${voice} ${number}`);
    const hearing = this.#hearings.get(voice);
    if (hearing === undefined) {
      this.#hearings.set(voice, { last: number, missing: range(this.#before(voice) + 1, number - 1) });
      return 'in-order';
    }
    const { last, missing } = hearing;
    if (number <= last) return missing.delete(number) ? 'reordered' : 'doubled';
    for (const missed of range(last + 1, number - 1)) missing.add(missed);
    hearing.last = number;
    return 'in-order';
  }

  /** The highest number that it has heard of a voice, or that was said before it came. */
  lastOf(voice: string): number {
    return this.#hearings.get(voice)?.last ?? this.#before(voice);
  }

  /** What it has passed over, of all voices. */
  *missing(): Iterable<{ voice: string; number: number }> {
    for (const [voice, { missing }] of this.#hearings) for (const number of missing) yield { voice, number };
  }

  #before(voice: string): number {
    return this.#saidBefore.get(voice) ?? 0;
  }
}

function range(from: number, to: number): Set<number> {
  return new Set(Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index));
}
