import { ottDialect } from './ott-dialect.ts';
import { seedDialect } from './seed-dialect.ts';

/** The dialects of the link, by the names that a configuration calls them (BAL-1). */
export const LINK_DIALECTS = { seed: seedDialect, ott: ottDialect } as const;
export type DialectName = keyof typeof LINK_DIALECTS;
