import { describe, expect } from 'bun:test';
import { ENDPOINTS } from './endpoints.ts';
import { citedRules, itAlone } from './it.ts';
import { ERRORS, RULES } from './rules.ts';
import type { Target } from './target.ts';

/** Endpoints that nobody has seen succeed without the key of administrators. */
const ADMINISTRATORS: ReadonlySet<string> = new Set([
  'GET /status/metrics',
  'POST /announce',
  'DELETE /room/:name',
]);

/** That nothing has been forgotten: comes last. */
export function coverage(site: Target): void {
  describe('the suite', () => {
    itAlone('cites every rule', async () => {
      expect(Object.keys(RULES).filter((rule) => !citedRules.has(rule))).toEqual([]);
    });

    itAlone('has seen every endpoint succeed and refuse, and every error', async () => {
      const errors = ERRORS.map((name) => `error ${name}`);
      expect([...successes(site), ...REFUSALS, ...errors].filter((each) => !site.seen.has(each))).toEqual([]);
    });
  });
}

const REFUSALS = ENDPOINTS.filter(({ refuses }) => refuses).map(({ endpoint }) => `${endpoint} refuses`);

function successes({ apiKey }: Target): string[] {
  return ENDPOINTS.filter(({ endpoint }) => apiKey !== null || !ADMINISTRATORS.has(endpoint)).map(
    ({ endpoint }) => `${endpoint} succeeds`,
  );
}
