import { fixedChanges as fixedOptions } from '@usher/kit/runtime';
import type { BalancerProcessConfig } from '../config.ts';
import { dialectOf } from './discovery/discovery-config.ts';

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
