import { realClock, type ConfigSources } from '@usher/kit/runtime';
import type { z } from 'zod';
import { FETCH_LIMIT } from '../process/fetch-limit.ts';
import type { Role, RolePorts } from '../process/readiness.ts';
import type { siteSchema } from '../site-schema.ts';
import { asEnvironment } from '../sources.ts';
import { StartError } from '../start-error.ts';
import { choosePorts, isPortFree } from './ports.ts';
import { SupervisedProcess } from './supervised-process.ts';

export interface SiteOptions {
  readonly monoliths: number;
  readonly balancers: number;
  readonly config: z.output<typeof siteSchema>;
  /** Passed on to every process, as variables. */
  readonly flags: ConfigSources['flags'];
  /** The command line that runs a role. */
  readonly command: (role: Role) => readonly string[];
  /** News of the site itself. */
  readonly say: (text: string) => void;
  readonly onLine: (name: string, line: string) => void;
}

/** Where a running site is reached. */
export interface SiteAddresses {
  readonly ports: readonly number[];
  readonly operatorPorts: readonly number[];
}

const LOOPBACK = '127.0.0.1';
/** Clients of this machine come back within a second; nobody wants to wait for a Ctrl-C. */
const DRAIN = '1s';

/** A whole site on one machine: Monoliths on loopback, and the Balancers in front of them (CFG-3). */
export class Site {
  readonly #options: SiteOptions;
  readonly #monoliths: readonly SupervisedProcess<'monolith'>[];
  readonly #balancers: readonly SupervisedProcess<'balancer'>[];
  readonly #failure = Promise.withResolvers<never>();
  #linkPorts: readonly number[] = [];
  #operatorPorts: readonly number[] = [];

  constructor(options: SiteOptions) {
    this.#options = options;
    this.#monoliths = Array.from({ length: options.monoliths }, (_, index) =>
      this.#supervise('monolith', `Monolith ${index + 1}`, (before) => monolithFlags(before)),
    );
    this.#balancers = Array.from({ length: options.balancers }, (_, index) =>
      this.#supervise('balancer', `Balancer ${index + 1}`, (before) => this.#balancerFlags(index, before)),
    );
  }

  /** Rejects when the site cannot go on. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /**
   * Opens the site to the public once its Monoliths are there.
   * @throws StartError when a port is in use
   */
  async start(): Promise<SiteAddresses> {
    const { say, config } = this.#options;
    const taken = this.#publicPorts().find((port) => !isPortFree(config.balancer.host, port));
    if (taken !== undefined) throw new StartError(`Port ${taken} is in use: choose another with --port.`);

    const [back, front] = [this.#monoliths.length, this.#balancers.length];
    say(`Starting ${counted(back, 'Monolith')} and ${counted(front, 'Balancer')} …`);
    const monoliths = await Promise.all(this.#monoliths.map((monolith) => monolith.start()));
    const { operator_host, operator_port } = config.balancer;
    this.#operatorPorts = choosePorts(operator_host, operator_port, front);
    this.#linkPorts = monoliths.map(({ linkPort }) => linkPort).filter((port) => port !== null);
    const balancers = await Promise.all(this.#balancers.map((balancer) => balancer.start()));
    await Promise.all(balancers.map(({ operatorPort }) => untilServing(operatorPort)));
    return {
      ports: balancers.map(({ port }) => port),
      operatorPorts: balancers.map(({ operatorPort }) => operatorPort),
    };
  }

  /** From the front to the back, so that the Monoliths hear who leaves. */
  async stop(): Promise<void> {
    await Promise.all(this.#balancers.map((balancer) => balancer.stop()));
    await Promise.all(this.#monoliths.map((monolith) => monolith.stop()));
  }

  kill(): void {
    for (const each of [...this.#balancers, ...this.#monoliths]) each.kill();
  }

  #supervise<R extends Role>(
    role: R,
    name: string,
    flags: (before: RolePorts[R] | null) => Record<string, string>,
  ) {
    const { command, say, onLine } = this.#options;
    return new SupervisedProcess<R>({
      command: command(role),
      environment: (before) => ({
        ...FETCH_LIMIT,
        ...asEnvironment({ ...this.#options.flags, ...flags(before) }),
      }),
      onLine: (line) => onLine(name, line),
      onDeath: (how, ms) => say(`${name} ${how}; starting it again in ${ms} ms.`),
      onGiveUp: (why) => this.#failure.reject(new StartError(`${name} ${why}: see above.`)),
    });
  }

  #publicPorts(): number[] {
    const { balancers, config } = this.#options;
    return Array.from({ length: balancers }, (_, index) =>
      config.balancer.port === 0 ? 0 : config.balancer.port + index,
    );
  }

  #balancerFlags(index: number, before: RolePorts['balancer'] | null): Record<string, string> {
    const { monolith } = this.#options.config;
    const others = this.#operatorPorts.filter((_, other) => other !== index);
    const monoliths = this.#linkPorts.map((port) => ({ host: LOOPBACK, port }));
    return {
      'balancer.port': String(before?.port ?? this.#publicPorts()[index] ?? 0),
      'balancer.operator_port': String(before?.operatorPort ?? this.#operatorPorts[index] ?? 0),
      'balancer.operator_peers': JSON.stringify(others.map((port) => `${LOOPBACK}:${port}`)),
      'balancer.discovery': JSON.stringify([{ method: 'static', dialect: monolith.dialect, monoliths }]),
      'balancer.drain': DRAIN,
    };
  }
}

/** A Monolith that is started again keeps its ports: the Balancers know it by them. */
function monolithFlags(before: RolePorts['monolith'] | null): Record<string, string> {
  return {
    'monolith.host': LOOPBACK,
    'monolith.port': String(before?.httpPort ?? 0),
    'monolith.link_enabled': 'true',
    'monolith.link_port': String(before?.linkPort ?? 0),
  };
}

/** Resolves when the Balancer has a Monolith to send people to, or after a while in which the link should have come up (BAL-30). */
async function untilServing(operatorPort: number): Promise<void> {
  const deadline = realClock.now() + LINK_TIMEOUT_MS;
  while (realClock.now() < deadline) {
    const request = fetch(`http://${LOOPBACK}:${operatorPort}/readyz`, { signal: AbortSignal.timeout(1000) });
    const response = await request.catch(() => null);
    if (response?.ok === true) return;
    await Bun.sleep(READY_POLL_MS);
  }
}

const LINK_TIMEOUT_MS = 10_000;
const READY_POLL_MS = 20;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
