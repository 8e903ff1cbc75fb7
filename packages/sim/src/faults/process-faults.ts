import type { Chance } from '../chance.ts';
import type { SimulatedBalancer } from '../processes/balancer.ts';
import type { SimulatedMonolith } from '../processes/monolith.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

type Role = 'balancers' | 'monoliths';

/** Killed, or gone with its host; back after a while. */
const crash = (role: Role): Fault => ({
  spares: [],
  begin(world, chance) {
    const process = someProcess(world, chance, role);
    if (process === null) return null;
    world.ended(process, chance.happens(0.4));
    return { forMs: chance.between(50, 9000), end: () => restart(world, role, process.host) };
  },
});

/** Longer than a lease, or than a Balancer's patience, now and then. */
const pause = (role: Role): Fault => ({
  spares: [],
  begin(world, chance) {
    const process = someProcess(world, chance, role);
    if (process === null) return null;
    const forMs = chance.of([
      chance.between(100, 1500),
      chance.between(1800, 3500),
      chance.between(3000, 20_000),
    ]);
    world.log.note(process.host, `is paused for ${Math.round(forMs)} ms`);
    process.pause();
    return {
      forMs,
      end() {
        world.log.note(process.host, 'goes on');
        process.resume();
      },
    };
  },
});

/** While there is another one to go to; else it is a loss like any other. */
const drainMonolith: Fault = {
  spares: ['words', 'places'],
  begin(world, chance) {
    const monolith = some(chance, world.monoliths);
    if (monolith === null || !monolith.process.isRunning) return null;
    const others = [...world.monoliths.values()].filter((other) => other !== monolith);
    const isReady = ({ isLeaving, balancers }: SimulatedMonolith) =>
      !isLeaving && balancers === world.balancerHosts.length;
    if (!others.some(isReady)) return null;
    const { host } = monolith.process;
    world.log.note(host, 'is told to stop');
    monolith.process.input(() => void monolith.leave());
    return { forMs: chance.between(1000, 9000), end: () => restartLater(world, 'monoliths', host) };
  },
};

/** What the Balancer says to one Monolith comes late: its clients may be back through others before that is told (LNK-25). */
function slowWay(world: World, chance: Chance, balancer: string): () => void {
  return world.network.slowDownWay(balancer, chance.of(world.monolithHosts), chance.between(100, 1500));
}

const isServing = ({ isDraining, process }: SimulatedBalancer) => !isDraining && process.isRunning;

/** While there is another one for its clients to go to. */
const drainBalancer: Fault = {
  spares: ['places'],
  begin(world, chance) {
    const balancer = some(chance, world.balancers);
    const others = [...world.balancers.values()].filter((other) => other !== balancer);
    if (balancer === null || !isServing(balancer) || !others.some(isServing)) return null;
    const { host } = balancer.process;
    world.log.note(host, 'is told to stop');
    const quicken = slowWay(world, chance, host);
    balancer.process.input(() => void balancer.drain());
    return {
      forMs: chance.between(3000, 12_000),
      end() {
        quicken();
        restartLater(world, 'balancers', host);
      },
    };
  },
};

/** What happens to processes (SIM-1). */
export const PROCESS_FAULTS = {
  'crash-monolith': crash('monoliths'),
  'crash-balancer': crash('balancers'),
  'pause-monolith': pause('monoliths'),
  'pause-balancer': pause('balancers'),
  'drain-monolith': drainMonolith,
  'drain-balancer': drainBalancer,
};

function some<Value>(chance: Chance, values: ReadonlyMap<string, Value>): Value | null {
  return values.size === 0 ? null : chance.of([...values.values()]);
}

function someProcess(world: World, chance: Chance, role: Role): SimulatedProcess | null {
  const process = some<{ readonly process: SimulatedProcess }>(chance, world[role])?.process ?? null;
  return process?.isRunning === true ? process : null;
}

function restart(world: World, role: Role, host: string): void {
  if (role === 'balancers') world.startBalancer(host);
  else world.startMonolith(host);
}

/** One that stops by itself takes its time, but not for ever. */
function restartLater(world: World, role: Role, host: string): void {
  const process = world[role].get(host)?.process;
  if (process === undefined) return restart(world, role, host);
  world.timeline.after(500, () => restartLater(world, role, host));
}
