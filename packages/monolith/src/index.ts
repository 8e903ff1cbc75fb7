export { monolithConfig, type MonolithConfig } from './config.ts';
export { startMonolith, type MonolithSections, type RunningMonolith } from './main.ts';
export { backUp } from './store/back-up.ts';
export { publicUrl } from './store/store-error.ts';
export { migrateDatabase, missingMigrations } from './store/table-migrations.ts';
