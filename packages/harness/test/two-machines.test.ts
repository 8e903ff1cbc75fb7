import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import {
  mayMakeNetworks,
  requireTool,
  startTwoMachines,
  stateOf,
  TEST_KEYS,
  type Machine,
  type TwoMachines,
} from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Talker } from '../src/talker.ts';
import { describePauses, fillRooms } from './talkers.ts';

const ROOMS = 10;
/** A lease of 3 s, and the time to notice and to load. */
const TAKEOVER_MS = 5000;
const TIMEOUT_MS = 120_000;

const isAvailable =
  requireTool('redis-server').available && requireTool('postgres').available && mayMakeNetworks();

async function startRooms(site: TwoMachines): Promise<Talker[]> {
  const api = new SiteApi(site.origin);
  const token = await api.grantToken(null);
  const rooms = await Promise.all(Array.from({ length: ROOMS }, () => api.generateRoom(token)));
  return fillRooms(site.balancer.ports.port, rooms, { perRoom: 2, token });
}

const idOf = ({ monolith }: Machine) => monolith.id as string;
const isAt = (machine: Machine) => (talker: Talker) => talker.monoliths.at(-1) === idOf(machine);

/** Everyone is heard by everyone in their room, once and in order. */
async function expectAllHeard(talkers: readonly Talker[]): Promise<void> {
  for (const talker of talkers) talker.say();
  const neighbours = ({ room }: Talker) => talkers.filter((each) => each.room === room);
  for (const talker of talkers)
    await until('all hear it', () =>
      neighbours(talker).every((each) => each.heardOf(talker).at(-1) === talker.said),
    );
  for (const talker of talkers) {
    expect(talker.closed).toBeNull();
    expect(talker.comings).toEqual([]);
    const heard = talker.heardOf(talker);
    expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b));
  }
}

function report(what: string, pauses: readonly number[]): void {
  process.stdout.write(`two machines, ${what}: ${describePauses(pauses)}\n`);
}

describe.skipIf(!isAvailable)('a site on two machines', () => {
  it(
    '[LNK-37] [OWN-5] [OWN-7] rooms move between the machines: nothing is lost',
    async () => {
      await using site = await startTwoMachines();
      const talkers = await startRooms(site);
      const [from, to] = site.machines;
      const movers = talkers.filter(isAt(from));
      expect(movers.length).toBeGreaterThan(0);
      for (const talker of talkers) talker.say();
      for (const room of new Set(movers.map((talker) => talker.room))) {
        const url = `http://127.0.0.1:${site.balancer.ports.operatorPort}/rooms/${room}/move`;
        const headers = { Authorization: `Bearer ${TEST_KEYS.operator}` };
        const body = JSON.stringify({ to: idOf(to) });
        expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(202);
      }
      await until('all have moved', () => talkers.every(isAt(to)));
      await expectAllHeard(talkers);
      for (const talker of talkers) {
        expect(talker.heardOf(talker)).toEqual([1, 2]);
        talker[Symbol.dispose]();
      }
    },
    TIMEOUT_MS,
  );

  it(
    '[OWN-2] [CON-4] one machine’s Monolith is killed: the other serves its rooms when the lease is over',
    async () => {
      await using site = await startTwoMachines();
      const talkers = await startRooms(site);
      const [killed, heir] = site.machines;
      const hit = talkers.filter(isAt(killed));
      expect(hit.length).toBeGreaterThan(0);
      await expectAllHeard(talkers);
      await Bun.sleep(300); // OWN-4: who they are is saved
      const killedAt = performance.now();
      await killed.monolith.kill();
      await until('the other serves all', () => talkers.every(isAt(heir)), TAKEOVER_MS);
      report(
        'kill -9',
        hit.map(({ syncedAt }) => syncedAt - killedAt),
      );
      await expectAllHeard(talkers);
      await killed.startAgain();
      await until('it is back', async () => (await stateOf(site.balancer)).monoliths.length === 2);
      await expectAllHeard(talkers);
      for (const talker of talkers) talker[Symbol.dispose]();
    },
    TIMEOUT_MS,
  );

  it(
    '[OWN-1] [OWN-3] one machine loses the stores: it fences itself, and the other serves its rooms',
    async () => {
      await using site = await startTwoMachines();
      const talkers = await startRooms(site);
      const [lost, heir] = site.machines;
      const hit = talkers.filter(isAt(lost));
      const oldId = idOf(lost);
      expect(hit.length).toBeGreaterThan(0);
      await expectAllHeard(talkers);
      await Bun.sleep(300); // OWN-4: who they are is saved
      const cutAt = performance.now();
      lost.cutOff('stores');
      for (const talker of hit) talker.say();
      await until('it serves them still', () => hit.every((each) => each.heardOf(each).length === 2), 900);
      await until('the other serves all', () => talkers.every(isAt(heir)), TAKEOVER_MS);
      report(
        'no way to the stores',
        hit.map(({ syncedAt }) => syncedAt - cutAt),
      );
      expect(lost.monolith.logs).toContain('room frozen');
      await expectAllHeard(talkers);

      lost.reconnect('stores');
      await until('it is back, as another', async () => {
        const ids = (await stateOf(site.balancer)).monoliths.map(({ id }): string => id);
        return ids.length === 2 && !ids.includes(oldId);
      });
      await expectAllHeard(talkers);
      for (const talker of hit) expect(talker.monoliths).toEqual([oldId, idOf(heir)]);
      for (const talker of talkers) talker[Symbol.dispose]();
    },
    TIMEOUT_MS,
  );

  it(
    '[LNK-5] [CON-4] one machine is cut off from the Balancer: its rooms are served by the other',
    async () => {
      await using site = await startTwoMachines();
      const talkers = await startRooms(site);
      const [lost, heir] = site.machines;
      const hit = talkers.filter(isAt(lost));
      expect(hit.length).toBeGreaterThan(0);
      lost.cutOff('front');
      lost.cutOff('stores');
      const cutAt = performance.now();
      await until('the other serves all', () => talkers.every(isAt(heir)), 20_000);
      report(
        'no way at all',
        hit.map(({ syncedAt }) => syncedAt - cutAt),
      );
      await expectAllHeard(talkers);
      lost.reconnect('front');
      lost.reconnect('stores');
      await until('it is back', async () => (await stateOf(site.balancer)).monoliths.length === 2, 20_000);
      await expectAllHeard(talkers);
      for (const talker of talkers) talker[Symbol.dispose]();
    },
    TIMEOUT_MS,
  );
});
