const FREE_FAILURES = 10;
const DELAY_MAX_MS = 15 * 60_000;

/** How long an account is closed after so many failed logins in a row: 2^n s, at most 15 minutes (API-11). */
export function lockMs(failedLogins: number): number {
  if (failedLogins < FREE_FAILURES) return 0;
  return Math.min(1000 * 2 ** (failedLogins - FREE_FAILURES), DELAY_MAX_MS);
}
