import { resolve } from 'node:path';
import { ConfigError } from '@usher/kit';
import type { ConfigSources } from '@usher/kit/runtime';
import { backUp } from '@usher/monolith';
import { explainStart } from '../start-error.ts';
import { storesOf } from './stores.ts';

export interface BackupOptions {
  readonly force?: boolean;
}

/** `usher backup <directory>` */
export function backup(sources: ConfigSources, directory: string, { force = false }: BackupOptions): void {
  const { data_dir: dataDir, database, live_state: liveState } = storesOf(sources);
  if (database !== 'sqlite') {
    throw new ConfigError(
      'The database is PostgreSQL, which has its own tool for that: pg_dump --format=custom --file=usher.dump <database>',
    );
  }
  const isLiveStateHere = liveState === 'sqlite';
  const files = attempt(() => backUp({ dataDir, target: resolve(directory), force, isLiveStateHere }));
  console.log(`${directory}: ${files.join(' and ')}, checked.`);
  if (!isLiveStateHere)
    console.log('The states of temporary rooms are in the live-state store, and not part of it.');
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return explainStart(error);
  }
}
