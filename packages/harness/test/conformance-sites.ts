import type { SiteConfigInput } from '@usher/cli/site-schema';
import { TEST_KEYS } from '../src/index.ts';

const UNLOAD_AFTER_MS = 3000;

/** All cases come from one address. */
const limits = { clients_per_ip: 1000 };

/** Of the sites that the suite is run against. */
export const CONFIG = {
  monolith: { unload_after: `${UNLOAD_AFTER_MS}ms`, limits },
  balancer: { limits },
} as const satisfies SiteConfigInput;

/** What is said of a Monolith that has nothing in front of it. */
export const DIRECT = { apiKey: TEST_KEYS.api, unloadAfterMs: UNLOAD_AFTER_MS, isBalanced: false };
/** … and of Monoliths behind a Balancer. */
export const BALANCED = { ...DIRECT, isBalanced: true };
