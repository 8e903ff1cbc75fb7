import type { BalancerConfig } from '@usher/balancer';
import type { RoomKey } from '@usher/protocol';
import { Chance } from './chance.ts';
import { Owners } from './checkers/owners.ts';
import { Saves } from './checkers/saves.ts';
import { Violation } from './checkers/violation.ts';
import { EventLog } from './event-log.ts';
import { Network } from './network/network.ts';
import { SimulatedBalancer } from './processes/balancer.ts';
import { SimulatedMonolith } from './processes/monolith.ts';
import type { Person } from './processes/person.ts';
import { balancerConfigOf } from './settings.ts';
import { SimulatedProcess, type Skew } from './simulated-process.ts';
import type { Row } from './store/simulated-database.ts';
import { StoreServer } from './store/store-server.ts';
import { FAIR_WEATHER, type StoreWeather } from './store/store-line.ts';
import { Timeline } from './timeline.ts';

/** 2025-11-23; what the store's clock says in the beginning. */
const EPOCH_MS = 1_763_841_600_000;
const RESTART_MS = 1000;
/** Far more than any schedule takes. */
const STEPS_MAX = 2_000_000;

/** Everything there is in one simulation. */
export class World {
  readonly timeline = new Timeline();
  readonly chance: Chance;
  readonly log: EventLog;
  readonly network: Network;
  readonly owners: Owners;
  readonly saves: Saves;
  readonly store: StoreServer;
  readonly rows = new Map<RoomKey, Row>();
  readonly weather: StoreWeather = { ...FAIR_WEATHER };
  readonly balancerConfig: BalancerConfig;
  readonly balancerHosts: readonly string[];
  readonly monolithHosts: readonly string[];
  /** By host, those that are up. */
  readonly balancers = new Map<string, SimulatedBalancer>();
  readonly monoliths = new Map<string, SimulatedMonolith>();
  readonly persons: Person[] = [];
  /** What runs on the servers' hosts, one program on each. */
  readonly #programs = new Map<string, SimulatedProcess>();
  readonly #balancerOf = new Map<SimulatedProcess, SimulatedBalancer>();
  #violation: Violation | null = null;
  #started = 0;
  #words = 0;
  #steps = 0;

  constructor(seed: number, size: { balancers: number; monoliths: number; linkQueueBytes: number }) {
    const { timeline } = this;
    this.chance = new Chance(seed);
    this.log = new EventLog(() => timeline.now);
    this.network = new Network(timeline, this.chance.fork(), this.log);
    this.owners = new Owners(this.log, () => timeline.now);
    this.saves = new Saves(this.owners, (check) => this.watch(check));
    this.store = new StoreServer({
      now: () => timeline.now,
      wallTime: () => EPOCH_MS + Math.floor(timeline.now),
      spy: {
        claimed: (...claim) => void this.watch(() => this.owners.claimed(...claim)),
        released: (room, epoch) => void this.watch(() => this.owners.released(room, epoch)),
      },
    });
    this.balancerConfig = balancerConfigOf(size.linkQueueBytes);
    this.balancerHosts = hosts('b', size.balancers);
    this.monolithHosts = hosts('m', size.monoliths);
  }

  get violation(): Violation | null {
    return this.#violation;
  }

  get linkAddresses(): { host: string; port: number }[] {
    return this.monolithHosts.map((host) => ({ host, port: 3002 }));
  }

  readonly nextOrder = (): number => this.#words++;

  /** The first one counts: what comes after it may be its consequence. */
  violate(violation: Violation): void {
    if (this.#violation !== null) return;
    this.#violation = violation;
    this.log.note('!!', violation.message, violation.room);
  }

  /** Has a checker look; programs never see what it throws. */
  watch<T>(check: () => T): T | null {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violate(error);
      return null;
    }
  }

  newProcess(host: string, skew: Skew = this.#someSkew()): SimulatedProcess {
    return new SimulatedProcess(host, skew, {
      timeline: this.timeline,
      stepped: (process) => void this.watch(() => this.#balancerOf.get(process)?.check()),
      threw: (process, error) => {
        const { message, stack } = error as Error;
        this.violate(new Violation('SIM', `${process.host} has thrown: ${message}\n${stack}`));
      },
    });
  }

  startBalancer(host: string): void {
    const process = this.#start(host);
    process?.input(() => {
      const balancer = new SimulatedBalancer(this, process, `${host}.${this.#started++}`);
      this.balancers.set(host, balancer);
      this.#balancerOf.set(process, balancer);
    });
  }

  /** Tried again until the store can be asked. */
  startMonolith(host: string): void {
    const process = this.#start(host);
    process?.input(() => {
      SimulatedMonolith.start(this, process, `${host}.${this.#started++}`, (monolith) =>
        this.monoliths.set(host, monolith),
      ).catch((error: unknown) => {
        this.log.note(host, `could not start: ${(error as Error).message}`);
        this.ended(process);
        this.timeline.after(RESTART_MS, () => this.startMonolith(host));
      });
    });
  }

  /** A program has ended, or is ended: its system tells whoever was connected to it, unless that is gone as well. */
  ended(process: SimulatedProcess, isHostGone = false): void {
    const { host } = process;
    this.log.note(host, isHostGone ? 'vanishes' : 'ends');
    process.die();
    this.network.died(process, isHostGone);
    this.#balancerOf.delete(process);
    if (this.#programs.get(host) === process) this.#programs.delete(host);
    if (this.balancers.get(host)?.process === process) this.balancers.delete(host);
    if (this.monoliths.get(host)?.process === process) this.monoliths.delete(host);
  }

  /** Lets simulated time pass, or less if something has gone wrong. */
  pass(ms: number): void {
    const end = this.timeline.now + ms;
    while (this.#violation === null && this.timeline.step(end)) {
      if (++this.#steps > STEPS_MAX) this.violate(new Violation('SIM', 'this does not come to rest'));
    }
  }

  /** `null`: something runs there. */
  #start(host: string): SimulatedProcess | null {
    if (this.#programs.has(host)) return null;
    this.network.hostIsBack(host);
    const process = this.newProcess(host);
    this.#programs.set(host, process);
    this.log.note(host, 'starts');
    return process;
  }

  #someSkew(): Skew {
    return { offsetMs: this.chance.between(0, 1_000_000), rate: this.chance.between(0.97, 1.03) };
  }
}

const hosts = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
