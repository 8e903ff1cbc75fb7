import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { EpochLog, requireTool, startSite, TEST_KEYS, type RoleProcess } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { PostgresServer, RedisServer } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { logIn } from './accounts.ts';
import { CLIPS, everyoneIn, furnishRooms } from './furnished-rooms.ts';
import { LongClips } from './long-clips.ts';
import { observeRoom, offCourse, type ObservedRoom } from './observed-room.ts';

const ROOMS = 8;
const OUTAGE_MS = 20_000;
/** What is said meanwhile must not be more than a parked client may say (CON-3). */
const SAY_EVERY_MS = 250;
/** OWN-3, less what has passed of a second since the last renewal; and the way to the clients. */
const FROZEN_AFTER_MS = { min: 700, max: 2300 };
const RECOVERED_WITHIN_MS = 5000;
const TIMEOUT_MS = 120_000;

const isAvailable = requireTool('redis-server').available && requireTool('postgres').available;

/** A site whose Monoliths share Redis and PostgreSQL, with rooms that play while somebody speaks in each. */
async function startBusySite() {
  await using started = new AsyncDisposableStack();
  const redis = started.use(await RedisServer.start(['--appendonly', 'yes']));
  const postgres = started.use(await PostgresServer.start());
  const clips = started.use(new LongClips(CLIPS));
  const site = started.use(
    await startSite(
      { monoliths: 2, balancers: 1 },
      {
        link: { auth: 'static', secrets: [TEST_KEYS.link] },
        monolith: {
          data_dir: './data',
          live_state: redis.url,
          database: await postgres.createDatabase(),
          media_allow_hosts: [clips.host],
        },
      },
    ),
  );
  const epochs = started.use(new EpochLog(site.monoliths));
  const { port } = (site.balancers[0] as RoleProcess<'balancer'>).ports;
  const origin = `http://127.0.0.1:${port}`;
  const rooms = await furnishRooms(port, ROOMS, clips);
  const talkers = rooms.flatMap(everyoneIn);
  const speakers = rooms.map(({ owner }) => owner);
  for (const talker of talkers) started.use(talker);
  const token = await new SiteApi(origin).grantToken(null);
  const observe = async (): Promise<ObservedRoom[]> => {
    const observed: ObservedRoom[] = [];
    for (const { room } of rooms) observed.push(await observeRoom(port, room, token));
    await until('only those are there who were', () => talkers.every(({ users }) => users.size === 4));
    return observed;
  };
  const saying = setInterval(() => {
    for (const speaker of speakers) speaker.say();
  }, SAY_EVERY_MS);
  started.defer(() => clearInterval(saying));
  await until('they hear themselves', () => speakers.every((each) => each.heardOf(each).length > 1));
  const owned = started.move();
  return {
    ...{ redis, postgres, port, origin, token, epochs, rooms, talkers, speakers, observe },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type BusySite = Awaited<ReturnType<typeof startBusySite>>;

/** Everyone who speaks is heard again, and in order. Gives how long that took, ms. */
async function recovery({ speakers }: BusySite): Promise<number> {
  const from = performance.now();
  const said = new Map(speakers.map((speaker) => [speaker, speaker.said]));
  const isHeard = (speaker: (typeof speakers)[number]) =>
    (speaker.heardOf(speaker).at(-1) ?? 0) > (said.get(speaker) ?? 0);
  await until('all are heard again', () => speakers.every(isHeard));
  for (const speaker of speakers) {
    const heard = speaker.heardOf(speaker);
    expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b));
  }
  return Math.round(performance.now() - from);
}

/** All is as it was, nobody has been sent away, and no room was anywhere twice. */
async function expectUnharmed(site: BusySite, before: readonly ObservedRoom[]): Promise<void> {
  const { talkers, epochs } = site;
  for (const [index, now] of (await site.observe()).entries()) {
    const then = before[index];
    if (then === undefined) throw new Error('not observed');
    expect(now.state).toEqual(then.state);
    expect(now.users).toEqual(then.users);
    // Wall time is looked at where nothing else runs in this process: see the restarts.
    expect(offCourse(then, now, 'serverTime')).toBeLessThan(0.3);
  }
  for (const talker of talkers) {
    expect(talker.closed).toBeNull();
    const heard = talker.monoliths.map((monolith) => epochs.epochOf(talker.room, monolith) ?? NaN);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(new Set(heard).size).toBe(heard.length);
  }
  expect(epochs.contested).toEqual([]);
}

const stopped = { name: 'hangs', begin: 'SIGSTOP', end: 'SIGCONT' } as const;
const down = { name: 'is shut down', begin: 'stop', end: 'start' } as const;

describe.skipIf(!isAvailable)('a site whose stores are lost for 20 s', () => {
  it.concurrent.each([stopped, down])(
    '[OWN-3] [OWN-6] [OWN-1] the live-state store $name: rooms freeze at the fence, Joins wait, all recovers by itself',
    async ({ name, begin, end }) => {
      await using site = await startBusySite();
      const { redis, origin, token, talkers, speakers, rooms } = site;
      const before = await site.observe();
      const room = rooms[0]?.room ?? '';
      const lookAt = () =>
        fetch(`${origin}/api/room/${room}`, { headers: { Authorization: `Bearer ${token}` } });
      expect((await lookAt()).status).toBe(200);

      if (begin === 'stop') await redis.stop();
      else redis.signal(begin);
      const lostAt = performance.now();
      await until('the API says so', async () => (await lookAt()).status === 503);
      using newcomer = await TestClient.join(site.port, room, token);
      await Bun.sleep(lostAt + OUTAGE_MS - performance.now());
      const served = speakers.map(({ heardAt }) => heardAt - lostAt);
      expect(Math.min(...served)).toBeGreaterThan(FROZEN_AFTER_MS.min);
      expect(Math.max(...served)).toBeLessThan(FROZEN_AFTER_MS.max);
      expect(talkers.map(({ closed }) => closed).filter((closed) => closed !== null)).toEqual([]);
      expect([newcomer.heard, newcomer.closed]).toEqual([[], null]);
      const refusal = await lookAt();
      expect([refusal.status, refusal.headers.get('Retry-After')]).toEqual([503, '1']);

      if (end === 'start') await redis.startAgain();
      else redis.signal(end);
      const recoveredMs = await recovery(site);
      await newcomer.hears('the state', ({ action }) => action === 'sync');
      newcomer.close();
      process.stdout.write(
        `live-state store ${name} for ${OUTAGE_MS} ms: served for ${Math.round(Math.max(...served))} ms, again after ${recoveredMs} ms\n`,
      );
      expect(recoveredMs).toBeLessThan(RECOVERED_WITHIN_MS);
      await expectUnharmed(site, before);
    },
    TIMEOUT_MS,
  );

  it.concurrent(
    '[OWN-6] the database is down: rooms go on, logins answer 503, what was changed is written later',
    async () => {
      await using site = await startBusySite();
      const { postgres, origin, token, talkers, speakers, rooms } = site;
      const before = await site.observe();
      const [permanent] = rooms;
      if (permanent === undefined) throw new Error('no rooms');

      await postgres.kill();
      const lostAt = performance.now();
      await until('logins are refused', async () => (await logIn(origin, 'Owner', token)).status === 503);
      using newcomer = await TestClient.join(site.port, permanent.room, token);
      const title = 'Changed meanwhile';
      permanent.owner.request({ type: RequestType.ApplySettings, settings: { title } });
      await until('the room has changed', () => permanent.owner.state.title === title);
      let longest = 0;
      while (performance.now() < lostAt + OUTAGE_MS) {
        const now = performance.now();
        longest = Math.max(longest, ...speakers.map(({ heardAt }) => now - heardAt));
        await Bun.sleep(50);
      }
      expect(longest).toBeLessThan(4 * SAY_EVERY_MS);
      expect(newcomer.closed).toBeNull();
      expect(newcomer.messages.map(({ action }) => action)).not.toContain('you');
      const refusal = await logIn(origin, 'Owner', token);
      expect([refusal.status, refusal.headers.get('Retry-After')]).toEqual([503, '1']);

      await postgres.startAgain();
      const upAt = performance.now();
      await newcomer.hears('who it is', ({ action }) => action === 'you');
      newcomer.close();
      await until('logins work', async () => (await logIn(origin, 'Owner', token)).status === 200);
      const headers = { Authorization: `Bearer ${token}` };
      const rows = async () => (await fetch(`${origin}/api/user/owned-rooms`, { headers })).text();
      await until('the change is in the database', async () => (await rows()).includes(title));
      const recoveredMs = Math.round(performance.now() - upAt);
      process.stdout.write(
        `database down for ${OUTAGE_MS} ms: nobody heard nothing for more than ${Math.round(longest)} ms, all again after ${recoveredMs} ms\n`,
      );
      expect(recoveredMs).toBeLessThan(RECOVERED_WITHIN_MS);
      expect(talkers.flatMap(({ monoliths }) => monoliths).length).toBe(talkers.length);
      const [first, ...others] = before;
      if (first === undefined) throw new Error('not observed');
      await expectUnharmed(site, [{ ...first, state: { ...first.state, title } }, ...others]);
    },
    TIMEOUT_MS,
  );
});
