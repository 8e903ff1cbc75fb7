import { ottDialect } from './ott-dialect.ts';
import { ottMonolithDialect } from './ott-monolith-dialect.ts';
import { seedDialect } from './seed-dialect.ts';
import { seedMonolithDialect } from './seed-monolith-dialect.ts';

/** The Balancer's half of each dialect of the link, by the names that a configuration calls them (BAL-1). */
export const LINK_DIALECTS = { seed: seedDialect, ott: ottDialect } as const;
export type DialectName = keyof typeof LINK_DIALECTS;

/** The Monolith's half. */
export const MONOLITH_DIALECTS = { seed: seedMonolithDialect, ott: ottMonolithDialect } as const;
