import { ConfigError, type Random, type Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { Traffic } from '../traffic.ts';
import { createSource } from './create-source.ts';
import { dialectOf, type Dialect, type DiscoverySource } from './discovery-config.ts';
import { authority, type LinkAddress } from './link-address.ts';
import { WatchedSource } from './watched-source.ts';

export interface DiscoveryOptions {
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Logger;
  readonly traffic: Traffic;
  /**
   * What all sources name together, and what is missing from their last lists but not given up yet: a link there is kept as long as it
   * lives (BAL-1).
   */
  readonly changed: (listed: readonly LinkAddress[], missing: readonly LinkAddress[]) => void;
}

/** Where Monoliths are, by all configured sources together (BAL-1). */
export class Discovery {
  readonly #options: DiscoveryOptions;
  /** By configuration: a source that stays the same goes on when others change. */
  #sources = new Map<string, WatchedSource>();
  #published: readonly LinkAddress[] = [];
  #dialect: Dialect | null = null;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /**
   * Follows these sources from now on.
   * @throws ConfigError when they speak another dialect than those before
   * @throws Error when one that listens cannot have its port
   */
  setSources(configs: readonly DiscoverySource[]): void {
    const dialect = dialectOf(configs);
    this.#dialect ??= dialect;
    if (dialect !== this.#dialect)
      throw new ConfigError('balancer.discovery: the dialect cannot be changed while running');
    const before = this.#sources;
    const keys = new Set(configs.map((config) => JSON.stringify(config)));
    for (const [key, source] of before) if (!keys.has(key)) source.stop();
    const added = new Map<string, WatchedSource>();
    this.#sources = new Map();
    for (const config of configs) {
      const key = JSON.stringify(config);
      const source = before.get(key) ?? this.#watch(config);
      if (!before.has(key)) added.set(key, source);
      this.#sources.set(key, source);
    }
    for (const [key, source] of added) this.#start(key, source);
    this.#publish();
  }

  stop(): void {
    for (const source of this.#sources.values()) source.stop();
  }

  #start(key: string, source: WatchedSource): void {
    try {
      source.start();
    } catch (error) {
      this.#sources.delete(key);
      throw error;
    }
  }

  #watch(config: DiscoverySource): WatchedSource {
    const { log, traffic } = this.#options;
    return new WatchedSource(createSource(config, this.#options), {
      log,
      changed: () => this.#publish(),
      failed: () => traffic.discoveryFailed(config.method),
    });
  }

  #publish(): void {
    const sources = [...this.#sources.values()];
    const listed = sources.flatMap((source) => source.list.listed);
    const missing = sources.flatMap((source) => source.list.missing);
    // A source that has not answered yet may name what another one did until now.
    if (sources.some(({ hasAnswered }) => !hasAnswered)) missing.push(...this.#published);
    const named = byAuthority(listed);
    const absent = [...byAuthority(missing)].filter(([key]) => !named.has(key)).map(([, address]) => address);
    this.#published = [...named.values(), ...absent];
    this.#options.changed([...named.values()], absent);
  }
}

const byAuthority = (addresses: readonly LinkAddress[]) =>
  new Map(addresses.map((address) => [authority(address), address]));
