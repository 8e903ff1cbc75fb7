import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { startSite } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { observeRoom } from './observed-room.ts';
import { Talker } from '../src/talker.ts';
import { describePauses } from './talkers.ts';

const ROOMS = 24;
const SAY_EVERY_MS = 40;
/** CHA-2, embedded store. */
const SERVED_AGAIN_WITHIN_MS = 1500;

describe('rooms whose Monolith is killed', () => {
  it('[OWN-4] [CON-4] lose at most what was said in the last 250 ms, and are served again within 1.5 s', async () => {
    await using site = await startSite({ monoliths: 2, balancers: 1 });
    const [balancer] = site.balancers;
    const [victim] = site.monoliths;
    if (balancer === undefined || victim === undefined) throw new Error('not started');
    const { port } = balancer.ports;
    const api = new SiteApi(`http://127.0.0.1:${port}`);
    const token = await api.grantToken(null);
    const rooms = await Promise.all(Array.from({ length: ROOMS }, () => api.generateRoom(token)));
    const talkers = await Promise.all(rooms.map((room) => Talker.join(port, room, token)));
    const hit = talkers.filter(({ monoliths }) => monoliths.at(-1) === victim.id);
    expect(hit.length).toBeGreaterThan(0);

    const saidAt = new Map<Talker, number[]>(hit.map((talker) => [talker, []]));
    let ticks = 0;
    const saying = setInterval(() => {
      // They begin one after another, so that their rooms are not all saved at the same moments.
      for (const talker of hit.slice(0, ++ticks)) {
        talker.say();
        saidAt.get(talker)?.push(performance.now());
      }
    }, SAY_EVERY_MS);
    await until('much is said', () => hit.every((talker) => talker.heardOf(talker).length >= 60));
    clearInterval(saying);
    const killedAt = performance.now();
    await victim.kill();
    await until('all are served elsewhere', () => hit.every(({ monoliths }) => monoliths.length === 2));
    const pauses = hit.map(({ syncedAt }) => syncedAt - killedAt);

    const losses: number[] = [];
    for (const talker of hit) {
      const { chats } = await observeRoom(port, talker.room, token);
      const survived = Number(chats.at(-1)?.text.split(' ')[1] ?? 0);
      expect(chats.map(({ text }) => Number(text.split(' ')[1]))).toEqual(
        Array.from({ length: chats.length }, (_, n) => survived - chats.length + 1 + n),
      );
      const firstLostAt = saidAt.get(talker)?.[survived] ?? killedAt;
      losses.push(killedAt - firstLostAt);
      talker.say();
      await until('it is heard', () => talker.heardOf(talker).at(-1) === talker.said);
      expect(talker.closed).toBeNull();
    }
    const lostMs = Math.max(...losses);
    process.stdout.write(
      `kill -9: ${hit.length} rooms lost at most ${Math.round(lostMs)} ms; ${describePauses(pauses)}\n`,
    );
    expect(lostMs).toBeLessThanOrEqual(LIMITS.saveDelayMs);
    expect(Math.max(...pauses)).toBeLessThan(SERVED_AGAIN_WITHIN_MS);
    for (const talker of talkers) talker[Symbol.dispose]();
  }, 30_000);
});
