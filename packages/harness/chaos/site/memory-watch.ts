import { median } from '../../src/measuring/figures.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';

export interface Watched {
  readonly name: string;
  readonly process: { readonly pid: number };
}

/** What the memory of one process came to, or of each of its clients. */
export interface MemoryUse {
  readonly of: string;
  /** While nothing happened. */
  readonly steadyBytes: number;
  /** The most that it ever had since. */
  readonly peakBytes: number;
}

const SAMPLE_MS = 250;
const STEADY_SAMPLES = 8;

/** Looks at the memory of processes all the time; who takes a seat later is held against who had that seat when it was calm. */
export class MemoryWatch implements Disposable {
  readonly #uses: Map<Watched, MemoryUse>;
  readonly #timer: NodeJS.Timeout;

  private constructor(steady: ReadonlyMap<Watched, number>) {
    const uses = [...steady].map(
      ([seat, steadyBytes]) => [seat, { of: seat.name, steadyBytes, peakBytes: 0 }] as const,
    );
    this.#uses = new Map(uses);
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
  }

  /** To be begun while nothing happens but what always happens. */
  static async begin(watched: readonly Watched[]): Promise<MemoryWatch> {
    const samples = new Map<Watched, number[]>(watched.map((each) => [each, []]));
    for (let round = 0; round < STEADY_SAMPLES; round++) {
      for (const [{ process }, taken] of samples) taken.push(bytesOf(process.pid));
      await Bun.sleep(SAMPLE_MS);
    }
    return new MemoryWatch(new Map([...samples].map(([seat, taken]) => [seat, median(taken)])));
  }

  get uses(): readonly MemoryUse[] {
    return [...this.#uses.values()];
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const [seat, use] of this.#uses)
      this.#uses.set(seat, { ...use, peakBytes: Math.max(use.peakBytes, bytesOf(seat.process.pid)) });
  }
}

/** 0 for one that has ended. */
export function bytesOf(pid: number): number {
  try {
    return residentBytes(pid);
  } catch {
    return 0;
  }
}
