import type { z } from 'zod';

/** One line for logs: which fields of `what` are wrong, and how. */
export function describeIssues(what: string, error: z.ZodError): string {
  const issues = error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  return `${what}: ${issues.join('; ')}`;
}
