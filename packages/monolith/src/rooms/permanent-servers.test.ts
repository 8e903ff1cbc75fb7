import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'bun:test';
import { PostgresServer, RedisServer, requireTool } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { API_KEY, TestSite } from '../testing/test-site.ts';

const hasServers = (['postgres', 'redis-server'] as const).every((tool) => requireTool(tool).available);

describe.skipIf(!hasServers)('a permanent room on PostgreSQL and Valkey or Redis', () => {
  let postgres: PostgresServer;
  let redis: RedisServer;
  let database: string;
  let site: TestSite;
  beforeAll(async () => {
    [postgres, redis] = await Promise.all([PostgresServer.start(), RedisServer.start()]);
  }, 60_000);
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    database = await postgres.createDatabase();
    await redis.command('FLUSHALL');
    site = await TestSite.start({ database, live_state: redis.url });
    await site.createRoom({ name: 'Lounge', isTemporary: false });
  }, 30_000);
  afterEach(() => site.stop());

  /** The state in the room's row. */
  async function row(): Promise<string> {
    await using sql = new Bun.SQL(database);
    const [found] = await sql`select state from rooms`;
    return found.state;
  }
  const read = () => site.call('GET', '/api/room/lounge');
  const change = (settings: object) => site.call('PATCH', '/api/room/lounge', { body: settings });

  it('[ROM-3] comes back from its row when the live state is wiped, while it is served', async () => {
    const client = await site.join('lounge');
    expect((await change({ title: 'Kept' })).status).toBe(200);
    await until('the row has it', async () => (await row()).includes('Kept'));
    await redis.command('FLUSHALL');
    expect(await client.closed).toBeLessThan(4000);
    const room = await until('it is back', async () => {
      const answer = await read();
      return answer.status === 200 && answer.body;
    });
    expect(room).toMatchObject({ title: 'Kept', isTemporary: false });
  }, 30_000);

  it('[ROM-25] has all in its row when its Monolith has stopped', async () => {
    await site.join('lounge');
    await change({ title: 'Last words' });
    await site.stopFirst();
    expect(await row()).toContain('Last words');
  });

  it('[OWN-6] loses nothing when it changes and is unloaded while the database is away', async () => {
    const client = await site.join('lounge');
    await postgres.kill();
    const settings = { title: 'During the outage' };
    client.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });
    await until('it has changed', () => client.heard('sync').some(({ title }) => title === settings.title));
    const unloaded = await site.call('DELETE', '/api/room/lounge', { headers: { apikey: API_KEY } });
    expect(unloaded.status).toBe(200);
    expect(await client.closed).toBe(4003);
    expect((await read()).status).toBe(503);
    await postgres.startAgain();
    const room = await until('it is back', async () => {
      const answer = await read();
      return answer.status === 200 && answer.body;
    });
    expect(room).toMatchObject(settings);
    await until('the row has it', async () => (await row()).includes(settings.title));
  }, 60_000);
});
