import { loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { monolithConfig, type MonolithConfig } from '@usher/monolith';
import { z } from 'zod';
import { commonSections, otherRole } from '../schema.ts';
import { overruled } from '../sources.ts';

const schema = z.strictObject({
  ...commonSections,
  monolith: monolithConfig.prefault({}),
  balancer: otherRole,
});

/** Where the Monoliths of this configuration keep what they know. Nobody is linked for that: no secret is needed. */
export function storesOf(
  sources: ConfigSources,
): Pick<MonolithConfig, 'data_dir' | 'database' | 'live_state'> {
  return loadConfig(schema, overruled(sources, { 'link.auth': 'none' })).monolith;
}
