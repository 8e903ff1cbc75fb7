import type { RoomKey } from '@usher/protocol';
import type { Generated, Kysely } from 'kysely';
import { connect, type Queried } from './database-connection.ts';
import { migrations } from './migrations.ts';
import { migrate } from './table-migrations.ts';

/** What outlives rooms and processes: the tables, as `migrations.ts` makes them. Times are Unix ms. */
interface DurableTables {
  sessions: {
    /** SHA-256 of the token: whoever reads the table cannot use what is in it (API-1). */
    id: string;
    /** While nobody is logged in. */
    name: string;
    /** The account that is logged in. */
    userId: number | null;
    expiresAt: number;
  };
  users: {
    id: Generated<number>;
    /** As it is shown. */
    name: string;
    /** `nameKey(name)`: no two accounts look alike. */
    nameKey: string;
    email: string | null;
    /** `emailKey(email)` */
    emailKey: string | null;
    /** argon2id; `null`: nobody can log in with a password. */
    passwordHash: string | null;
    /** Since the last login that was right. */
    failedLogins: Generated<number>;
    lockedUntil: Generated<number>;
    createdAt: number;
  };
  /** Metadata of what people have added (MED-2). */
  mediaCache: {
    /** A hash of what was looked up. */
    id: string;
    videos: string;
    expiresAt: number;
  };
  /** Permanent rooms. */
  rooms: {
    key: RoomKey;
    /** Repeats what `state` says: an account, or nobody. */
    owner: number | null;
    state: string;
    /** Under which the room was owned when the row was written (OWN-2). */
    epoch: number;
    /** Among the writes of that epoch. */
    writeNumber: number;
    savedAt: number;
  };
}

export type DurableStore = Kysely<DurableTables>;

/**
 * Opens the database and brings its tables up to date; several processes may do so at once.
 * @param database `sqlite`, which is the file `usher.db` of the data directory, or the URL of a PostgreSQL (OWN-5)
 * @param steps what leads to the tables of today; tests stop at those of the past
 * @throws ConfigError, StoreError
 */
export async function openDurableStore(
  dataDir: string,
  database = 'sqlite',
  steps = migrations,
  queried?: Queried,
): Promise<DurableStore> {
  const { store, ready } = await connect<DurableTables>(dataDir, database, queried);
  try {
    await migrate(store, steps);
    ready();
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}
