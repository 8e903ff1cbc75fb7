import type { BalancerProcessConfig } from '../config.ts';
import { dialectOf } from './discovery/discovery-config.ts';

/** What takes effect without a restart (BAL-33); all other options keep their value until then. */
const RELOADABLE = [
  'log_level',
  'balancer.operator_key',
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
  const changes = changedOptions(before, after).filter(
    (path) => !RELOADABLE.some((option) => path === option || path.startsWith(`${option}.`)),
  );
  const [dialect, newDialect] = [before, after].map(({ balancer }) => dialectOf(balancer.discovery));
  return dialect === newDialect ? changes : [...changes, 'balancer.discovery'];
}

function changedOptions(before: object, after: object, section = ''): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before, after].map((table) => (table as Record<string, unknown>)[name]);
    if (isTable(old) && isTable(now)) return changedOptions(old, now, `${section}${name}.`);
    return Bun.deepEquals(old, now) ? [] : [`${section}${name}`];
  });
}

const isTable = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
