import { StoreError } from './store-error.ts';

/** What another account has already. */
export type Conflict = 'name-taken' | 'email-taken';

/** What `write` gives, unless the database refuses it because it would make two accounts alike. Only the database can say so without a race. */
export async function conflictOf<T>(write: () => Promise<T>): Promise<T | Conflict> {
  try {
    return await write();
  } catch (error) {
    const conflict = error instanceof StoreError ? conflictIn(String(error.cause)) : null;
    if (conflict === null) throw error;
    return conflict;
  }
}

/** Both databases name the column: SQLite as itself, PostgreSQL within the constraint's name. */
function conflictIn(message: string): Conflict | null {
  if (!/unique/i.test(message)) return null;
  if (message.includes('nameKey')) return 'name-taken';
  return message.includes('emailKey') ? 'email-taken' : null;
}
