import { fixedChanges as fixedOptions } from '@usher/kit/runtime';
import type { BalancerConfig, BalancerProcessConfig } from '../config.ts';
import { dialectOf } from './discovery/discovery-config.ts';
import type { Discovery } from './discovery/discovery.ts';
import type { PublicPort } from './public-port.ts';

/** What takes effect without a restart (BAL-33); all other options keep their value until then. */
const RELOADABLE = [
  'log_level',
  'balancer.operator_key',
  'balancer.operator_peers',
  'balancer.api_key',
  'balancer.allowed_origins',
  'balancer.drain',
  'balancer.park',
  'balancer.tls_cert',
  'balancer.tls_key',
  'balancer.limits',
  'balancer.discovery',
] as const;

/** The options that differ and cannot be changed while running. */
export function fixedChanges(before: BalancerProcessConfig, after: BalancerProcessConfig): string[] {
  const changes = fixedOptions(before, after, RELOADABLE);
  const [dialect, newDialect] = [before, after].map(({ balancer }) => dialectOf(balancer.discovery));
  return dialect === newDialect ? changes : [...changes, 'balancer.discovery'];
}

/** What of `next` can take effect: sources of another dialect cannot (BAL-1). */
export function usableOf(next: BalancerConfig, before: BalancerConfig): BalancerConfig {
  const isSameDialect = dialectOf(next.discovery) === dialectOf(before.discovery);
  return isSameDialect ? next : { ...next, discovery: before.discovery };
}

/**
 * Has those take over the new configuration who may fail to: then all of them go on as before.
 * @throws ConfigError or Error when a certificate cannot be used, or a port cannot be had
 */
export function takeOver(
  { next, before }: { next: BalancerConfig; before: BalancerConfig },
  { publicPort, discovery }: { publicPort: PublicPort; discovery: Discovery },
): void {
  publicPort.reload(next);
  try {
    discovery.setSources(next.discovery);
  } catch (error) {
    publicPort.reload(before);
    throw error;
  }
}
