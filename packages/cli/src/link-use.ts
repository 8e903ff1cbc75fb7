import { loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { z } from 'zod';

/** Just enough to know whether `[link]` must be complete. What is wrong with the rest is for the real schemas to say. */
const glimpse = z.looseObject({
  link: z
    .looseObject({ auth: z.unknown().default('signed'), secrets: z.array(z.unknown()).default([]) })
    .catch({ auth: null, secrets: [] }),
  monolith: z
    .looseObject({ link_enabled: z.unknown().default(true), dialect: z.unknown().default('seed') })
    .catch({ link_enabled: true, dialect: 'seed' }),
  balancer: z
    .looseObject({ discovery: z.array(z.looseObject({ dialect: z.unknown().default('seed') })) })
    .catch({ discovery: [] }),
});

/** A Monolith may do without Balancers, or speak as OpenTogetherTube's servers do (OTT-1), and then needs no secret. */
export function isOwnLinkAuthenticated(sources: ConfigSources): boolean {
  const { link_enabled, dialect } = loadConfig(glimpse, sources).monolith;
  return link_enabled !== false && dialect !== 'ott';
}

/** OpenTogetherTube's servers prove nothing and ask for nothing: in front of them no secret is needed (OTT-1). */
export function areLinksAuthenticated(sources: ConfigSources): boolean {
  const { discovery } = loadConfig(glimpse, sources).balancer;
  return discovery.length === 0 || discovery.some(({ dialect }) => dialect !== 'ott');
}

/** `up` generates a secret where none is given and one is needed. */
export function lacksLinkSecret(sources: ConfigSources): boolean {
  const { auth, secrets } = loadConfig(glimpse, sources).link;
  return auth !== 'none' && secrets.length === 0;
}
