import { join } from 'node:path';
import type { ConfigSources } from '@usher/kit/runtime';
import { migrateDatabase, missingMigrations, publicUrl } from '@usher/monolith';
import { explainStart } from '../start-error.ts';
import { storesOf } from './stores.ts';

export interface MigrateOptions {
  readonly check?: boolean;
}

/** `usher migrate`: exits with 1 when `--check` finds something missing. */
export async function migrate(sources: ConfigSources, { check }: MigrateOptions): Promise<void> {
  const { data_dir: dataDir, database } = storesOf(sources);
  const work = check ? missingMigrations : migrateDatabase;
  const steps = await work(dataDir, database).catch(explainStart);
  const name = database === 'sqlite' ? join(dataDir, 'usher.db') : publicUrl(database);
  if (steps.length === 0) return console.log(`${name} is up to date.`);
  for (const step of steps) console.log(`${check ? 'missing' : 'done'}  ${step}`);
  if (!check) return console.log(`${name} is up to date now.`);
  console.log(`${name} is not up to date: run \`usher migrate\`, or start a Monolith.`);
  process.exitCode = 1;
}
