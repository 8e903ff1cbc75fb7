import { describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { startRole, stateOf, TcpProxy, type RoleProcess } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { Talker } from '../src/talker.ts';

function startBalancer(port: number): Promise<RoleProcess<'balancer'>> {
  const discovery = [{ method: 'static' as const, monoliths: [{ host: '127.0.0.1', port }] }];
  return startRole('balancer', { balancer: { discovery } });
}

/** A room with three clients behind a Balancer whose link can be cut, and one behind another. */
async function startRoom() {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(await startRole('monolith'));
  const proxy = started.use(await TcpProxy.to(monolith.ports.linkPort ?? 0));
  const near = started.use(await startBalancer(proxy.port));
  const far = started.use(await startBalancer(monolith.ports.linkPort ?? 0));
  const isLinked = async (balancer: RoleProcess<'balancer'>) =>
    (await stateOf(balancer)).monoliths.length === 1;
  await until('both are linked', async () => (await isLinked(near)) && (await isLinked(far)));
  const api = new SiteApi(`http://127.0.0.1:${far.ports.port}`);
  const room = await api.generateRoom(await api.grantToken(null));
  const join = async (balancer: RoleProcess<'balancer'>) =>
    started.use(await Talker.join(balancer.ports.port, room, await api.grantToken(null)));
  const witness = await join(far);
  const clients = [await join(near), await join(near), await join(near)] as const;
  const everyone = [witness, ...clients];
  await until('all know all', () => everyone.every(({ users }) => users.size === 4));
  for (const client of everyone) client.forgetComings();
  const owned = started.move();
  return {
    ...{ proxy, near, far, room, witness, clients, everyone, isLinked },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

describe('a link that is lost and comes back', () => {
  it('[LNK-41] [CON-4] its clients are re-attached silently; who went away meanwhile leaves when the others are back', async () => {
    await using site = await startRoom();
    const { proxy, near, witness, everyone, isLinked } = site;
    const [a, b, leaver] = site.clients;
    const { messages: before } = witness;
    const cutAt = performance.now();
    proxy.cut();
    await until('the Balancer has noticed', async () => !(await isLinked(near)));
    leaver[Symbol.dispose]();
    a.say();
    await until('the Balancer knows', async () => (await stateOf(near)).clients === 2);
    expect(witness.messages).toBe(before);
    proxy.resume();
    await until('both are back', () => a.syncedAt > cutAt && b.syncedAt > cutAt);
    await until('what was said meanwhile is heard', () => witness.heardOf(a).length === 1);
    await until('the leaver has left', () => witness.users.size === 3);
    expect(witness.users.has(leaver.id ?? '')).toBe(false);
    expect(witness.comings).toMatchObject([{ request: { type: 1 }, user: { id: leaver.id } }]);
    expect(witness.messages - before).toBe(3); // the chat, the Leave and its user update
    for (const client of everyone) if (client !== leaver) expect(client.closed).toBeNull();
    await until('the others know it, too', () => [a, b].every(({ users }) => users.size === 3));
    for (const client of [a, b]) expect(client.users).toEqual(witness.users);
  });

  it('[LNK-25] [LNK-41] clients of a Balancer that drains come back through another: nobody is seen to leave', async () => {
    await using site = await startRoom();
    const { near, far, room, witness, clients } = site;
    const drained = near.stop();
    using again = new DisposableStack();
    for (const { token } of clients) {
      await until('one is sent away', () => clients.some((each) => each.token === token && each.closed));
      again.use(await Talker.join(far.ports.port, room, token));
    }
    expect(await drained).toBe(0);
    expect(clients.map(({ closed }) => closed)).toEqual([1012, 1012, 1012]);
    await until('all know the new ones', () => clients.every(({ id }) => !witness.users.has(id ?? '')));
    expect(witness.comings).toEqual([]);
    expect(witness.users.size).toBe(4);
  });

  it('[LNK-5] a short stall delays and loses nothing', async () => {
    await using site = await startRoom();
    const { proxy, witness, everyone } = site;
    const [a] = site.clients;
    proxy.stall();
    for (let n = 0; n < 20; n++) a.say();
    witness.say();
    await until('the witness hears itself', () => witness.heardOf(witness).length === 1);
    expect(witness.heardOf(a)).toEqual([]);
    proxy.resume();
    await until('all is heard', () => everyone.every((each) => each.heardOf(a).length === 20));
    for (const each of everyone) {
      expect(each.heardOf(witness)).toEqual([1]);
      expect(each.comings).toEqual([]);
    }
  });
});
