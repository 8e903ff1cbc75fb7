import { balancerConfig } from '@usher/balancer';
import { monolithConfig } from '@usher/monolith';
import { z } from 'zod';
import { commonSections } from './schema.ts';

/** The whole configuration: `usher.toml` with the sections of all roles (CFG-1). */
export const siteSchema = z.strictObject({
  ...commonSections,
  balancer: balancerConfig.prefault({}),
  monolith: monolithConfig.prefault({}),
});

/** The configuration as it is written: everything has a default. */
export type SiteConfigInput = z.input<typeof siteSchema>;
