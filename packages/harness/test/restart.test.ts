import { describe, expect, it } from 'bun:test';
import { createRooms, startSite, tempDir, type RoleProcess } from '@usher/harness';
import { percentile, until } from '@usher/kit/testing';
import { restartAll } from './restart-all.ts';
import { Talker } from '../src/talker.ts';
import { describePauses, fillRooms, talk } from './talkers.ts';

const siteOf = ({ ports }: RoleProcess<'balancer'>) => `http://127.0.0.1:${ports.port}`;
const TIMEOUT_MS = 60_000;

const count = (upTo: number) => Array.from({ length: upTo }, (_, n) => n + 1);

describe('a site whose Monoliths come and go', () => {
  it(
    '[LNK-36] [LNK-37] [CON-4] a rolling restart under load: no socket closes, nothing is lost, doubled or reordered',
    async () => {
      using data = tempDir();
      await using site = await startSite(
        { monoliths: 3, balancers: 1 },
        { monolith: { data_dir: data.path } },
      );
      const [balancer] = site.balancers;
      if (balancer === undefined) throw new Error('no Balancer');
      const { token, rooms } = await createRooms(siteOf(balancer), 40);
      const talkers = await fillRooms(balancer.ports.port, rooms, { perRoom: 5, token });
      const talking = talk(talkers);
      await until('all are heard', () => talkers.every((talker) => talker.heardOf(talker).length > 1));
      await using restarted = new AsyncDisposableStack();
      restarted.use(await restartAll(site, balancer, { data_dir: data.path }));
      await talking.stop();
      const neighbours = (talker: Talker) => talkers.filter(({ room }) => room === talker.room);
      await until('all is heard', () =>
        talkers.every((talker) =>
          neighbours(talker).every((other) => talker.heardOf(other).length >= other.said),
        ),
      );
      for (const talker of talkers) {
        expect(talker.closed).toBeNull();
        expect(talker.comings).toEqual([]);
        expect([...talker.users].toSorted()).toEqual(
          neighbours(talker)
            .map(({ id }) => id ?? '')
            .toSorted(),
        );
        for (const other of neighbours(talker)) expect(talker.heardOf(other)).toEqual(count(other.said));
        talker[Symbol.dispose]();
      }
      const pauses = talkers.flatMap((talker) => talker.pauses);
      expect(pauses.length).toBeGreaterThanOrEqual(talkers.length);
      process.stdout.write(`rolling restart, ${describePauses(pauses)}\n`);
      expect(percentile(pauses, 0.99)).toBeLessThan(1000);
    },
    TIMEOUT_MS,
  );

  it(
    '[CON-4] [LNK-41] kill -9 of one Monolith: its clients are joined elsewhere within 1.5 s, the others notice nothing',
    async () => {
      await using site = await startSite({ monoliths: 3, balancers: 1 });
      const [balancer] = site.balancers;
      const [victim] = site.monoliths;
      if (balancer === undefined || victim === undefined) throw new Error('not started');
      const { token, rooms } = await createRooms(siteOf(balancer), 40);
      const talkers = await fillRooms(balancer.ports.port, rooms, { perRoom: 3, token });
      for (const talker of talkers) talker.say();
      await until('all is heard', () => talkers.every((talker) => talker.heardOf(talker).length === 1));
      const hit = talkers.filter(({ monoliths }) => monoliths.at(-1) === victim.id);
      const others = talkers.filter((talker) => !hit.includes(talker));
      expect(hit.length).toBeGreaterThan(0);
      const heardBefore = others.map(({ messages }) => messages);
      const killedAt = performance.now();
      await victim.kill();
      await until('all are joined elsewhere', () => hit.every(({ monoliths }) => monoliths.length === 2));
      const pauses = hit.map(({ syncedAt }) => syncedAt - killedAt);
      process.stdout.write(`kill -9, ${describePauses(pauses)}\n`);
      expect(Math.max(...pauses)).toBeLessThan(1500);
      for (const talker of hit) talker.say();
      await until('all is heard', () => hit.every((talker) => talker.heardOf(talker).at(-1) === 2));
      expect(others.map(({ messages }) => messages)).toEqual(heardBefore);
      for (const talker of talkers) {
        expect(talker.closed).toBeNull();
        expect(talker.comings).toEqual([]);
        expect(talker.users.size).toBe(3);
        talker[Symbol.dispose]();
      }
    },
    TIMEOUT_MS,
  );

  it(
    '[OWN-1] [LNK-35] two Balancers place a room at the same instant: its clients meet in one, 1,000 times',
    async () => {
      const random = { balancer: { placement: 'random' as const } };
      await using site = await startSite({ monoliths: 3, balancers: 2 }, random);
      const [one, two] = site.balancers;
      if (one === undefined || two === undefined) throw new Error('no Balancers');
      const { token, rooms } = await createRooms(siteOf(one), 1000);
      while (rooms.length > 0) {
        const pairs = rooms
          .splice(0, 50)
          .map((room) => [one, two].map(({ ports }) => new Talker(ports.port, room)));
        await Promise.all(pairs.flat().map((talker) => talker.opened()));
        for (const talker of pairs.flat()) talker.auth(token);
        await until('all have met', () => pairs.flat().every(({ users }) => users.size === 2));
        for (const talker of pairs.flat()) talker.say();
        for (const [a, b] of pairs) {
          if (a === undefined || b === undefined) continue;
          await until('they hear each other', () => a.heardOf(b).length > 0 && b.heardOf(a).length > 0);
          expect(a.monoliths.at(-1)).toBe(b.monoliths.at(-1) as string);
          for (const talker of [a, b]) {
            expect(talker.closed).toBeNull();
            talker[Symbol.dispose]();
          }
        }
      }
    },
    TIMEOUT_MS,
  );
});
