import type { LiveState } from './live-state.ts';
import { SqliteLiveState } from './sqlite-live-state.ts';
import { publicUrl, StoreError } from './store-error.ts';
import { ValkeyLiveState } from './valkey-live-state.ts';

/**
 * Opens the live-state store and sees that it answers.
 * @param where `sqlite`, which is a file of the data directory, or the URL of Valkey or Redis (OWN-5)
 * @throws ConfigError, StoreError
 */
export async function openLiveState(dataDir: string, where: string): Promise<LiveState> {
  if (where === 'sqlite') return new SqliteLiveState({ dataDir });
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
