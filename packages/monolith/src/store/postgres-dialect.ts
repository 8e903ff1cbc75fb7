import type { Dialect } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import postgres from 'postgres';

/** PostgreSQL's own number of the type of whole numbers of 64 bits. */
const BIGINT = 20;

/** @param url `postgres://…` */
export function postgresDialect(url: string): Dialect {
  return new PostgresJSDialect({
    postgres: postgres(url, {
      connection: { application_name: 'usher' },
      connect_timeout: 2,
      onnotice: () => undefined,
      // Times and counts: all are exact as numbers, which is what SQLite gives.
      types: { bigint: { to: BIGINT, from: [BIGINT], serialize: String, parse: Number } },
    }),
  });
}
