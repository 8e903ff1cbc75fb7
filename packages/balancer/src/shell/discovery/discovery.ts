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
  #configs: readonly DiscoverySource[] = [];
  /** By configuration: a source that stays the same goes on when others change. */
  #sources: ReadonlyMap<string, WatchedSource> = new Map();
  #published: readonly LinkAddress[] = [];
  #dialect: Dialect | null = null;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /**
   * Follows these sources from now on.
   * @throws ConfigError when they speak another dialect than those before
   * @throws Error when one that listens cannot have its port; whatever is thrown, it goes on with those before
   */
  setSources(configs: readonly DiscoverySource[]): void {
    const dialect = dialectOf(configs);
    this.#dialect ??= dialect;
    if (dialect !== this.#dialect)
      throw new ConfigError('balancer.discovery: the dialect cannot be changed while running');
    const error = this.#follow(configs);
    if (error === null) this.#configs = configs;
    else this.#follow(this.#configs);
    this.#publish();
    if (error !== null) throw error;
  }

  stop(): void {
    for (const source of this.#sources.values()) source.stop();
  }

  /** Nothing is published until it is done. What cannot be started is forgotten; returns the first error of that. */
  #follow(configs: readonly DiscoverySource[]): Error | null {
    const before = this.#sources;
    const wanted = new Map(configs.map((config) => [JSON.stringify(config), config]));
    // First: another one may listen on a port that is given up.
    for (const [key, source] of before) if (!wanted.has(key)) source.stop();
    const sources = new Map<string, WatchedSource>();
    let firstError: Error | null = null;
    for (const [key, config] of wanted) {
      const source = before.get(key) ?? this.#watch(key, config);
      const error = before.has(key) ? null : this.#start(source);
      firstError ??= error;
      if (error === null) sources.set(key, source);
    }
    this.#sources = sources;
    return firstError;
  }

  #watch(key: string, config: DiscoverySource): WatchedSource {
    const { log, traffic } = this.#options;
    const source: WatchedSource = new WatchedSource(createSource(config, this.#options), {
      log,
      changed: () => {
        if (this.#sources.get(key) === source) this.#publish();
      },
      failed: () => traffic.discoveryFailed(config.method),
    });
    return source;
  }

  #start(source: WatchedSource): Error | null {
    try {
      source.start();
      return null;
    } catch (error) {
      return error as Error;
    }
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
