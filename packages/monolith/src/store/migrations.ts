import { PostgresAdapter, type ColumnDefinitionBuilder, type Kysely } from 'kysely';
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
  '002-accounts': {
    async up(store: Kysely<unknown>): Promise<void> {
      await store.schema
        .createTable('users')
        .addColumn('id', 'integer', numbered(store))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('nameKey', 'text', (column) => column.notNull().unique())
        .addColumn('email', 'text')
        .addColumn('emailKey', 'text', (column) => column.unique())
        .addColumn('passwordHash', 'text')
        .addColumn('failedLogins', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('lockedUntil', 'bigint', (column) => column.notNull().defaultTo(0))
        .addColumn('createdAt', 'bigint', (column) => column.notNull())
        .execute();
      await store.schema.createIndex('sessionsByUser').on('sessions').column('userId').execute();
    },
  },
  '003-rooms': {
    async up(store: Kysely<unknown>): Promise<void> {
      await store.schema
        .createTable('rooms')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('owner', 'integer')
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('epoch', 'bigint', (column) => column.notNull())
        .addColumn('writeNumber', 'bigint', (column) => column.notNull())
        .addColumn('savedAt', 'bigint', (column) => column.notNull())
        .execute();
      await store.schema.createIndex('roomsByOwner').on('rooms').column('owner').execute();
    },
  },
  '004-media': {
    async up(store: Kysely<unknown>): Promise<void> {
      await store.schema
        .createTable('mediaCache')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('videos', 'text', (column) => column.notNull())
        .addColumn('expiresAt', 'bigint', (column) => column.notNull())
        .execute();
      await store.schema.createIndex('mediaCacheByExpiry').on('mediaCache').column('expiresAt').execute();
    },
  },
};

/** A key that the database counts up and never gives twice. */
function numbered(store: Kysely<unknown>): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  return (column) => {
    const key = column.primaryKey();
    return isPostgres ? key.generatedAlwaysAsIdentity() : key.autoIncrement();
  };
}
