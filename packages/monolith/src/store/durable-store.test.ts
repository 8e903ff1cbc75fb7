import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer, requireTool } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { durableContract } from '../testing/durable-contract.ts';
import { mediaCacheContract } from '../testing/media-cache-contract.ts';
import { permanentRoomsContract } from '../testing/permanent-rooms-contract.ts';
import { openDurableStore } from './durable-store.ts';
import { Sessions } from './sessions.ts';
import { StoreError } from './store-error.ts';

const root = mkdtempSync(join(tmpdir(), 'usher-durable-'));
afterAll(() => rmSync(root, { recursive: true }));

durableContract('SQLite', async () => [mkdtempSync(join(root, 'data-'))]);
mediaCacheContract('SQLite', async () => [mkdtempSync(join(root, 'data-'))]);
permanentRoomsContract('SQLite', async () => [mkdtempSync(join(root, 'data-'))]);

describe.skipIf(!requireTool('postgres').available)('a PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());

  durableContract('PostgreSQL', async () => [root, await server.createDatabase()]);
  mediaCacheContract('PostgreSQL', async () => [root, await server.createDatabase()]);
  permanentRoomsContract('PostgreSQL', async () => [root, await server.createDatabase()]);

  /** A database with a session in it, which `find` asks for. */
  async function openWithSession() {
    const url = await server.createDatabase();
    const store = await openDurableStore(root, url);
    const sessions = new Sessions(store);
    const token = await sessions.grant();
    return { url, store, find: () => sessions.find(token) };
  }

  /** Nobody gets an answer about sessions while `work` is done. */
  async function withSessionsLocked(url: string, work: () => Promise<void>): Promise<void> {
    await using rival = new Bun.SQL(url);
    await rival.begin(async (transaction) => {
      await transaction`lock table sessions`;
      await work();
    });
  }

  it('[OWN-6] fails while it is down, and is used on afterwards', async () => {
    const { store, find } = await openWithSession();
    await server.kill();
    expect(await failureOf(find())).toBeInstanceOf(StoreError);
    await server.startAgain();
    await until('it is back', () => find().catch(() => null));
    await store.destroy();
  }, 30_000);

  it('[OWN-6] fails when it does not answer in time', async () => {
    const { url, store, find } = await openWithSession();
    await withSessionsLocked(url, async () => {
      expect(await failureOf(find())).toBeInstanceOf(StoreError);
    });
    expect(await find()).not.toBeNull();
    await store.destroy();
  }, 30_000);

  it('[OWN-6] is closed in bounded time, though it still owes an answer', async () => {
    const { url, store, find } = await openWithSession();
    await withSessionsLocked(url, async () => {
      expect(await failureOf(find())).toBeInstanceOf(StoreError);
      await store.destroy();
    });
  }, 30_000);

  it('[BAL-33] [BAL-34] says which database it cannot use, what to do, and no password', async () => {
    const url = (await server.createDatabase()).replace('postgres@', 'postgres:hunter2@');
    const missing = await failureOf(openDurableStore(root, `${url}_missing`));
    expect(String(missing)).toMatch(/postgres:\/\/127.*_missing.*does not exist.*monolith\.database/);
    const away = await failureOf(openDurableStore(root, 'postgres://me:hunter2@127.0.0.1:1/usher'));
    expect(String(away)).toMatch(/postgres:\/\/127\.0\.0\.1:1\/usher.*Start PostgreSQL/);
    expect(Bun.inspect([missing, away])).not.toContain('hunter2');
  });
});

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
