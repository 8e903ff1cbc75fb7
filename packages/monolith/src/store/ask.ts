import type { AbortableQueryOptions } from 'kysely';
import { StoreError } from './store-error.ts';

/** How long a question to the database may take. */
const ANSWER_MS = 3000;

/**
 * Puts one question to the database, in bounded time.
 * @throws StoreError
 */
export async function ask<T>(question: (options: AbortableQueryOptions) => Promise<T>): Promise<T> {
  try {
    return await question({ signal: AbortSignal.timeout(ANSWER_MS) });
  } catch (error) {
    throw new StoreError(`The database: ${(error as Error).message}`, { cause: error });
  }
}
