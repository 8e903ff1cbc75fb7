import { duration, port } from '@usher/kit/runtime';
import { z } from 'zod';

const base = z
  .string()
  .regex(
    /^\/([A-Za-z0-9._~-]+\/)*$/,
    'expected a path that begins and ends with "/", such as "/" or "/watch/"',
  );

/** The `[monolith]` section of the configuration (spec 5.6, CFG-1). */
export const monolithConfig = z.strictObject({
  /** Where both ports listen. */
  host: z.string().min(1).default('::'),
  port: port().default(3000),
  /** `false`: clients connect directly, no Balancer is needed. */
  link_enabled: z.boolean().default(true),
  link_port: port().default(3002),
  dialect: z
    .literal('seed', 'expected "seed", the only dialect of the link that this version speaks')
    .default('seed'),
  data_dir: z.string().min(1).default('./data'),
  live_state: z
    .literal('sqlite', 'expected "sqlite", the only live-state store of this version')
    .default('sqlite'),
  database: z.literal('sqlite', 'expected "sqlite", the only database of this version').default('sqlite'),
  /** For administrators; empty: nobody is one. */
  api_key: z.string().default(''),
  trusted_proxies: z
    .array(z.string())
    .max(0, 'expected no entries: this version looks at no address of a client')
    .default([]),
  base_url: base.default('/'),
  unload_after: duration().prefault('5m'),
  media_allow_hosts: z
    .array(z.string())
    .max(0, 'expected no entries: this version fetches nothing from media hosts')
    .default([]),
});

export type MonolithConfig = z.output<typeof monolithConfig>;
