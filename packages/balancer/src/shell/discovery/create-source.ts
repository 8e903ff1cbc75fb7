import type { Random, Timers } from '@usher/kit';
import type { AddressSource, DiscoveryMethod } from './address-source.ts';
import type { DiscoverySource } from './discovery-config.ts';
import { DnsMethod } from './dns.ts';
import { FileMethod } from './file.ts';
import { DEFAULT_LINK_PORT } from './link-address.ts';
import { PolledSource } from './polled-source.ts';
import { PushSource } from './push-source.ts';
import { StaticSource } from './static-source.ts';

/** The source that this part of the configuration describes. */
export function createSource(
  config: DiscoverySource,
  { timers, random }: { timers: Timers; random: Random },
): AddressSource {
  const polled = (name: string, intervalMs: number, method: DiscoveryMethod) =>
    new PolledSource({ name, method, intervalMs, timers, random });
  switch (config.method) {
    case 'static':
      return new StaticSource(config.monoliths);
    case 'dns': {
      const { query, type, port = DEFAULT_LINK_PORT, server, interval } = config;
      return polled(`dns ${type} ${query}`, interval, new DnsMethod({ query, type, port, server }));
    }
    case 'fly': {
      const { app, region = 'global', port, server, interval } = config;
      const query = `${region}.${app}.internal`;
      return polled(`fly ${query}`, interval, new DnsMethod({ query, type: 'AAAA', port, server }));
    }
    case 'file':
      return polled(`file ${config.path}`, config.interval, new FileMethod(config.path));
    case 'push':
      return new PushSource(config);
  }
}
