import { median } from '../../src/measuring/figures.ts';
import { residentBytes } from '../../src/measuring/process-usage.ts';

export interface Watched {
  readonly name: string;
  readonly role: string;
  readonly process: { readonly pid: number };
}

/** What the processes of a role came to. Bytes. */
export interface MemoryUse {
  readonly role: string;
  /** The most that one of them had while nothing happened. */
  readonly steadyBytes: number;
  /** The most that one of them ever had since. */
  readonly peakBytes: number;
  /** Which one that was. */
  readonly peakOf: string;
}

const SAMPLE_MS = 250;
const STEADY_SAMPLES = 8;

/** Looks at the memory of processes all the time; who takes a seat later is held against those who were there when it was calm. */
export class MemoryWatch implements Disposable {
  readonly #watched: readonly Watched[];
  readonly #uses = new Map<string, MemoryUse>();
  readonly #timer: NodeJS.Timeout;

  private constructor(watched: readonly Watched[], steady: readonly MemoryUse[]) {
    this.#watched = watched;
    for (const use of steady) this.#uses.set(use.role, use);
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS);
  }

  /** To be begun while nothing happens but what always happens. */
  static async begin(watched: readonly Watched[]): Promise<MemoryWatch> {
    const samples = new Map<Watched, number[]>(watched.map((each) => [each, []]));
    for (let round = 0; round < STEADY_SAMPLES; round++) {
      for (const [{ process }, taken] of samples) taken.push(residentBytes(process.pid));
      await Bun.sleep(SAMPLE_MS);
    }
    const roles = Map.groupBy(watched, ({ role }) => role);
    const steady = [...roles].map(([role, seats]) => {
      const steadyBytes = Math.max(...seats.map((seat) => median(samples.get(seat) ?? [])));
      return { role, steadyBytes, peakBytes: 0, peakOf: '' };
    });
    return new MemoryWatch(watched, steady);
  }

  get uses(): readonly MemoryUse[] {
    return [...this.#uses.values()];
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const { name, role, process } of this.#watched) {
      const bytes = bytesOf(process.pid);
      const use = this.#uses.get(role);
      if (use !== undefined && bytes > use.peakBytes)
        this.#uses.set(role, { ...use, peakBytes: bytes, peakOf: name });
    }
  }
}

/** 0 for one that has ended. */
function bytesOf(pid: number): number {
  try {
    return residentBytes(pid);
  } catch {
    return 0;
  }
}
