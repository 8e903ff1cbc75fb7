import type { Logger } from '@usher/kit/runtime';
import { Checkpoints } from './checkpoints.ts';
import type { LiveState } from './live-state.ts';
import { SqliteLiveState } from './sqlite-live-state.ts';
import { publicUrl, StoreError } from './store-error.ts';
import { ValkeyLiveState } from './valkey-live-state.ts';

/**
 * Opens the live-state store and sees that it answers.
 * @param where `sqlite`, which is a file of the data directory, or the URL of Valkey or Redis (OWN-5)
 * @throws ConfigError, StoreError
 */
export async function openLiveState(dataDir: string, where: string, log: Logger): Promise<LiveState> {
  if (where === 'sqlite') {
    const failed = (reason: string): void =>
      log.warn({ reason }, 'cannot bring the log of live.db into the file: is the disk full?');
    return new SqliteLiveState({ dataDir, checkpoints: (database) => new Checkpoints(database, failed) });
  }
  const store = new ValkeyLiveState(where);
  try {
    await store.now();
    return store;
  } catch (error) {
    await store.close();
    throw new StoreError(
      `Cannot use the live-state store ${publicUrl(where)}: ${(error as Error).message}. ` +
        'Start Valkey or Redis there, or change monolith.live_state: address, password, redis:// or rediss://.',
      { cause: error },
    );
  }
}
