import { SQLiteError } from 'bun:sqlite';

/** Whether `error` says that a store cannot be used now: worth trying again, and nobody's mistake. */
export const isStoreFailure = (error: unknown): boolean => error instanceof SQLiteError;
