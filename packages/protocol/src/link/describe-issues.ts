import type { z } from 'zod';

/** A peer that has everything wrong cannot fill the log with it (HOS-2). */
const ISSUES_MAX = 3;

/** One line for logs: which fields of `what` are wrong, and how. */
export function describeIssues(what: string, { issues }: z.ZodError): string {
  const told = issues
    .slice(0, ISSUES_MAX)
    .map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  const more = issues.length - told.length;
  return `${what}: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
