import { stateOf } from '../../src/balancer-state.ts';
import { bytesPerClient, fullerOne, type BalancerLoad } from '../figures/client-memory.ts';
import type { BalancerSeat, ChaosSite } from './chaos-site.ts';
import { bytesOf, MemoryWatch, type MemoryUse } from './memory-watch.ts';

/** With fewer guests, what a client costs is lost in what a process needs anyway. */
const GUESTS_MIN = 1000;

/** Memory of a step for which guests come: the steady state is that with guests, and who takes over those of another is measured by the client. */
export class GuestMemory implements Disposable {
  readonly #balancers: readonly BalancerSeat[];
  readonly #before: readonly BalancerLoad[];
  #full: readonly BalancerLoad[] = [];
  #watch: MemoryWatch | null = null;

  private constructor(balancers: readonly BalancerSeat[], before: readonly BalancerLoad[]) {
    this.#balancers = balancers;
    this.#before = before;
  }

  static async beforeGuests(balancers: readonly BalancerSeat[]): Promise<GuestMemory> {
    return new GuestMemory(balancers, await loadsOf(balancers));
  }

  /** They have come, and it is calm. */
  async withGuests({ balancers, monoliths }: ChaosSite): Promise<this> {
    this.#watch = await MemoryWatch.begin([...balancers, ...monoliths]);
    this.#full = await loadsOf(this.#balancers);
    return this;
  }

  /** To be asked for while the guests are still there. */
  async uses(guests: number): Promise<MemoryUse[]> {
    const uses = this.#watch?.uses ?? [];
    const now = await loadsOf(this.#balancers);
    const survivor = fullerOne(this.#full, now);
    if (guests < GUESTS_MIN) return [...uses];
    const victim = fullerOne(this.#before, this.#full);
    const others = uses.filter((use) => use.of !== survivor.after.name);
    const peakBytes = uses.find((use) => use.of === survivor.after.name)?.peakBytes ?? NaN;
    const perClient: MemoryUse = {
      of: `${survivor.after.name}, by the client`,
      steadyBytes: bytesPerClient(victim.before, victim.after),
      peakBytes: bytesPerClient(survivor.before, { ...survivor.after, bytes: peakBytes }),
    };
    return [...others, perClient];
  }

  [Symbol.dispose](): void {
    this.#watch?.[Symbol.dispose]();
  }
}

function loadsOf(balancers: readonly BalancerSeat[]): Promise<BalancerLoad[]> {
  return Promise.all(
    balancers.map(async ({ name, process }) => {
      const { clients } = await stateOf(process);
      return { name, clients, bytes: bytesOf(process.pid) };
    }),
  );
}
