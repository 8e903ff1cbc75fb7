import type { Dialect } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import postgres from 'postgres';

/** PostgreSQL's own number of the type of whole numbers of 64 bits. */
const BIGINT = 20;
/** What is still under way when the store is closed has this long: a server that does not answer must keep no process from ending. */
const END_S = 3;

/** @param url `postgres://…` */
export function postgresDialect(url: string): Dialect {
  const sql = postgres(url, {
    connection: { application_name: 'usher' },
    connect_timeout: 2,
    onnotice: () => undefined,
    // Times and counts: all are exact as numbers, which is what SQLite gives.
    types: { bigint: { to: BIGINT, from: [BIGINT], serialize: String, parse: Number } },
  });
  const end = sql.end.bind(sql);
  // The dialect gives it no time limit.
  return new PostgresJSDialect({ postgres: Object.assign(sql, { end: () => end({ timeout: END_S }) }) });
}
