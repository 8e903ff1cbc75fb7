import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every step from an empty database to the tables of today, for SQLite and PostgreSQL alike. What has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-sessions': {
    async up(store: Kysely<unknown>): Promise<void> {
      await store.schema
        .createTable('sessions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('userId', 'integer')
        .addColumn('expiresAt', 'bigint', (column) => column.notNull())
        .execute();
      await store.schema.createIndex('sessionsByExpiry').on('sessions').column('expiresAt').execute();
    },
  },
};
