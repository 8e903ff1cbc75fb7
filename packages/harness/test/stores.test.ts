import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import { requireTool, startRole, startSite, stateOf } from '@usher/harness';
import { PostgresServer, RedisServer } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';

const isAvailable = requireTool('redis-server').available && requireTool('postgres').available;

/** A lease of 3 s, and the time to notice and to load. */
const TAKEOVER_MS = 5000;

describe.skipIf(!isAvailable)('Monoliths of several machines, which share Redis and PostgreSQL', () => {
  let redis: RedisServer;
  let postgres: PostgresServer;
  beforeAll(async () => {
    [redis, postgres] = await Promise.all([RedisServer.start(), PostgresServer.start()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([redis, postgres].map((server) => server[Symbol.asyncDispose]()));
  });

  /** Each Monolith has a data directory of its own, as on a machine of its own. */
  const startMachines = async () =>
    startSite(
      { balancers: 1, monoliths: 2 },
      {
        monolith: {
          data_dir: './data',
          live_state: redis.url,
          database: await postgres.createDatabase(),
        },
      },
    );

  it('[API-3] [OWN-5] believe each other’s tokens', async () => {
    await using site = await startMachines();
    const apis = site.monoliths.map(({ ports }) => new SiteApi(`http://127.0.0.1:${ports.httpPort}`));
    for (const api of apis) {
      const token = await api.grantToken(null);
      for (const other of apis) expect(await other.generateRoom(token)).toBeString();
    }
  }, 30_000);

  it('[CON-4] [OWN-2] serve the rooms of one that was killed, when its lease is over', async () => {
    await using site = await startMachines();
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const origin = `http://127.0.0.1:${balancer.ports.port}`;
    const api = new SiteApi(origin);
    const token = await api.grantToken(null);
    const room = await api.generateRoom(token);
    const clients = [1, 2].map(() => new RoomClient({ site: origin, room, token }));
    await using stack = new AsyncDisposableStack();
    for (const client of clients) {
      stack.defer(() => client.stop());
      client.start();
    }
    const say = (text: string) => clients[0]?.send({ type: RequestType.Chat, text });
    const everyoneHears = (text: string) =>
      until(`everyone hears ${text}`, () =>
        clients.every(({ view }) =>
          view.lines.some((line) => line.kind === 'chat' && line.message.text === text),
        ),
      );
    await until('both are in', () => clients.every(({ view }) => view.you !== null));
    say('before');
    await everyoneHears('before');
    clients[0]?.send({ type: RequestType.ApplySettings, settings: { title: 'Kept' } });
    await until('the title is saved', async () => {
      const record = await redis.command('HGET', `usher:room:${room.toLowerCase()}`, 'state');
      return String(record).includes('Kept');
    });

    const owner = (await stateOf(balancer)).rooms.find((each) => each.room === room.toLowerCase())?.monolith;
    const clockIds = clients.map(({ view }) => view.clockId);
    await site.monoliths.find(({ id }) => id === owner)?.kill();
    await until(
      'the other Monolith serves it',
      () => clients.every(({ view }, index) => view.clockId !== clockIds[index]),
      TAKEOVER_MS,
    );
    expect(clients.map(({ view }) => view.room?.title)).toEqual(['Kept', 'Kept']);
    say('after');
    await everyoneHears('after');
  }, 30_000);
});

describe('a Monolith that cannot use its stores', () => {
  it.each([
    ['live_state', 'redis://:hunter2@127.0.0.1:1', 'redis://127.0.0.1:1', 'Start Valkey or Redis there'],
    [
      'database',
      'postgres://me:hunter2@127.0.0.1:1/usher',
      'postgres://127.0.0.1:1/usher',
      'Start PostgreSQL',
    ],
  ])('[BAL-33] [BAL-34] says so, and what to do: %s', async (option, url, shown, advice) => {
    const outcome = await startRole('monolith', { monolith: { [option]: url } }).then(
      () => 'it started',
      String,
    );
    expect(outcome).toContain('it ended with 1');
    expect(outcome).toContain(shown);
    expect(outcome).toContain(advice);
    expect(outcome).not.toContain('hunter2');
  });
});
