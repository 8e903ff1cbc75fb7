import { SQLiteError } from 'bun:sqlite';

/** A store could not be asked, or has not answered in time; what it was asked to do may have happened all the same. */
export class StoreError extends Error {
  readonly code: string = 'store';
  readonly retryable = true;
  override readonly name: string = 'StoreError';
}

/** Whether `error` says that a store cannot be used now: worth trying again, and nobody's mistake. */
export const isStoreFailure = (error: unknown): boolean =>
  error instanceof StoreError || error instanceof SQLiteError;

/** A store's address as logs and messages may show it: without user, password and parameters (BAL-34). */
export function publicUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
