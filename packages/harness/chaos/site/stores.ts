import type { SiteConfigInput } from '@usher/cli/site-schema';
import { PostgresServer } from '../../src/servers/postgres-server.ts';
import { RedisServer } from '../../src/servers/redis-server.ts';
import { tempDir } from '../../src/temp-dir.ts';

export type StoreKind = 'redis' | 'sqlite';

/** Where Monoliths keep what they know: servers, or the embedded files of one machine (OWN-5). */
export interface Stores extends AsyncDisposable {
  readonly kind: StoreKind;
  readonly redis: RedisServer | null;
  readonly postgres: PostgresServer | null;
  readonly config: NonNullable<SiteConfigInput['monolith']>;
}

export async function startStores(kind: StoreKind): Promise<Stores> {
  await using started = new AsyncDisposableStack();
  if (kind === 'sqlite') {
    const directory = started.use(tempDir());
    const owned = started.move();
    const config = { data_dir: directory.path };
    return { kind, redis: null, postgres: null, config, [Symbol.asyncDispose]: () => owned.disposeAsync() };
  }
  // It keeps what it knows when it is shut down.
  const redis = started.use(await RedisServer.start(['--appendonly', 'yes']));
  const postgres = started.use(await PostgresServer.start());
  const config = {
    data_dir: './data',
    live_state: redis.url,
    database: await postgres.createDatabase(),
  };
  const owned = started.move();
  return { kind, redis, postgres, config, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
