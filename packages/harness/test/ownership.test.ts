import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool, startRole, startSite, stateOf, TEST_KEYS } from '@usher/harness';
import { SeedBalancer, TestClient } from '@usher/harness/fakes';
import { RedisServer } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { Talker } from '../src/talker.ts';
import { fillRooms } from './talkers.ts';

const link = { auth: 'static' as const, secrets: [TEST_KEYS.link] };
const chat = (text: string) => ({ action: 'req', request: { type: 11, text } });

/** Where rooms are kept while Monoliths have them: the embedded store, and a server. */
const STORES = [
  { store: 'SQLite', start: () => null, isAvailable: true },
  {
    store: 'Redis',
    start: () => RedisServer.start(),
    isAvailable: requireTool('redis-server').available,
  },
].filter(({ isAvailable }) => isAvailable);

describe('a Monolith that is paused for longer than its lease', () => {
  it.each(STORES)(
    '[OWN-1] [OWN-3] [OWN-5] never speaks for nor saves the room that it has lost: $store',
    async ({ start }) => {
      await using redis = await start();
      const monolith = redis === null ? {} : { live_state: redis.url };
      await using site = await startSite({ monoliths: 2, balancers: 1 }, { link, monolith });
      const [balancer] = site.balancers;
      if (balancer === undefined) throw new Error('no Balancer');
      const api = new SiteApi(`http://127.0.0.1:${balancer.ports.port}`);
      const token = await api.grantToken(null);
      const room = await api.generateRoom(token);
      const [a, b] = await fillRooms(balancer.ports.port, [room], { perRoom: 2, token });
      if (a === undefined || b === undefined) throw new Error('nobody is there');
      const paused = site.monoliths.find(({ id }) => id === a.monoliths[0]);
      const heir = site.monoliths.find(({ id }) => id !== a.monoliths[0]);
      if (paused === undefined || heir === undefined) throw new Error('no Monolith has the room');
      // Hears all that the paused one says, and speaks into its pause.
      using spy = new SeedBalancer(paused.ports.linkPort ?? 0);
      await until('init arrives', () => spy.init);
      const spied = { token, room, id: 'spy' };
      spy.join(spied);
      await until('it has joined', () => spy.messagesFor(spied).some(({ action }) => action === 'you'));

      paused.signal('SIGSTOP');
      spy.say(spied, chat('spoken into the pause'));
      a.say();
      // A Balancer that has no link to the paused one brings the room up elsewhere.
      const monoliths = site.monoliths.map(({ ports }) => ({ host: '127.0.0.1', port: ports.linkPort ?? 0 }));
      const discovery = [{ method: 'static' as const, monoliths }];
      await using second = await startRole('balancer', { link, balancer: { discovery } });
      using c = await Talker.join(second.ports.port, room, token);
      await until('all have moved', () => [a, b, c].every((each) => each.monoliths.at(-1) === heir.id));

      const { length: before } = spy.received;
      paused.signal('SIGCONT');
      await until('it has become another', async () => {
        const ids = (await stateOf(balancer)).monoliths.map(({ id }): string => id);
        return ids.length === 2 && !ids.includes(paused.id ?? '');
      });
      const late = spy.received.slice(before).filter((frame) => frame.room === room);
      expect(late).toMatchObject([{ action: 'unloaded', reason: 'shutdown' }]);

      a.say();
      await until('it is heard', () => [a, b, c].every((each) => each.heardOf(a).length > 0));
      for (const each of [a, b, c]) {
        expect(each.heardOf(a)).toEqual([2]);
        expect(each.closed).toBeNull();
        expect(each.monoliths.at(-1)).toBe(heir.id as string);
      }
      using newcomer = await TestClient.join(balancer.ports.port, room, token);
      const { messages } = await newcomer.hears('the chat', ({ action }) => action === 'chats');
      expect(JSON.stringify(messages)).not.toContain('spoken into the pause');
      if (redis !== null) {
        const record = await redis.command('HGET', `usher:room:${room}`, 'state');
        expect(String(record)).not.toContain('spoken into the pause');
      }
      for (const each of [a, b]) each[Symbol.dispose]();
    },
    20_000,
  );
});
