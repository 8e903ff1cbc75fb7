import { describe, expect, it } from 'bun:test';
import type { RunningBalancer } from '@usher/balancer';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { readyBalancerFor } from '../start.ts';
import { answer, enter, type Entered } from './enter.ts';
import type { MonolithKind, PlayedMonolith } from './played-monolith.ts';

/** What holds in front of every Monolith that answers Joins and says which rooms it has. */
export function roomsSuite({ name, dialect, play }: MonolithKind): void {
  describe(`rooms of ${name}`, () => {
    it('[CON-3] keeps what a client says until its Join is answered', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using client = await TestClient.join(balancer.port, 'foo');
      const { client: id } = await until('the Join arrives', () => monolith.joins()[0]);
      client.say({ n: 1 });
      client.say({ n: 2 });
      using other = await enter(balancer, monolith, 'foo');
      other.client.say({ n: 3 });
      await until('the other is heard', () => monolith.said().length === 1);
      await answer(monolith, { client, id }, 'foo');
      await until('all are heard', () => monolith.said().length === 3);
      expect(monolith.said().map(({ text }) => text)).toEqual(['{"n":3}', '{"n":1}', '{"n":2}']);
    });

    it('[LNK-34] a kick closes the client with its code, and answers a Join as well; a Leave follows', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using bystander = await enter(balancer, monolith, 'foo');
      for (const code of [1000, 4000, 4002, 4004, 4005]) {
        const before = monolith.joins().length;
        using client = await TestClient.join(balancer.port, 'foo');
        const join = await until('the Join arrives', () => monolith.joins()[before]);
        monolith.kick('foo', join.client, code);
        expect(await client.ended()).toMatchObject({ code });
        await until('its Leave arrives', () => monolith.leaves().includes(join.client));
      }
      using kicked = await enter(balancer, monolith, 'foo');
      monolith.sendTo('foo', kicked.id, '{"last":"words"}');
      monolith.kick('foo', kicked.id, 4005);
      expect(await kicked.client.ended()).toMatchObject({ code: 4005 });
      expect(kicked.client.heard).toEqual(['{"last":"words"}']);
      expect(bystander.client.closed).toBeNull();
    });

    it('[LNK-23] [LNK-32] [OTT-4] whoever has the better epoch takes the room over, and the loser is told to unload it', async () => {
      await using first = play();
      await using second = play();
      await using balancer = await readyBalancerFor([first.address, second.address], { dialect });
      const { entered, owner, other } = await enterEither(balancer, first, second);
      using _ = entered;
      owner.loaded({ name: 'foo', rank: 5 });
      other.loaded({ name: 'foo', rank: 6 });
      await until('the client is joined there', () => other.joins().length === 1);
      await until('the loser is told', () => owner.unloads().length === 1);
      expect(other.joins()).toEqual(owner.joins());
      expect(owner.unloads()).toEqual(['foo']);
      entered.client.say({ n: 1 });
      await answer(other, entered, 'foo');
      await until('its words go there', () => other.said().length === 1);
      expect(owner.said()).toEqual([]);

      owner.broadcast('foo', '{"from":"the loser"}'); // LNK-23
      owner.sendTo('foo', entered.id, '{"from":"the loser"}');
      owner.loaded({ name: 'behind-them', rank: 1 });
      await until('its words have been read', async () => {
        const list = await fetch(`http://127.0.0.1:${balancer.port}/api/room/list`);
        return (await list.text()).includes('behind-them');
      });
      other.broadcast('foo', '{"from":"the owner"}');
      await until('the owner is heard', () => entered.client.heard.length > 0);
      expect(entered.client.messages).toEqual([{ from: 'the owner' }]);
    });

    it('[LNK-32] [OTT-4] with a worse or an equal epoch, the sender is told to unload', async () => {
      await using first = play();
      await using second = play();
      await using balancer = await readyBalancerFor([first.address, second.address], { dialect });
      const { entered, owner, other } = await enterEither(balancer, first, second);
      using _ = entered;
      owner.loaded({ name: 'foo', rank: 5 });
      owner.broadcast('foo', '{"n":1}'); // heard: the report before it has been taken in
      await until('it is heard', () => entered.client.heard.length === 1);
      other.loaded({ name: 'Foo', rank: 4 });
      other.gossip([{ name: 'foo', rank: 5 }]);
      await until('it is told twice', () => other.unloads().length === 2);
      expect(other.unloads()).toEqual(['foo', 'foo']);
      expect([owner.unloads(), owner.leaves(), other.joins()]).toEqual([[], [], []]);
    });

    it('[LNK-31] [OTT-5] a room that is missing from a gossip is gone: its clients leave and are joined again', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using foo = await enter(balancer, monolith, 'foo');
      using bar = await enter(balancer, monolith, 'bar');
      monolith.loaded({ name: 'foo', rank: 1 });
      monolith.loaded({ name: 'bar', rank: 2 });
      monolith.gossip([{ name: 'BAR', rank: 2 }]);
      await until('it is joined again', () => monolith.joins().length === 3);
      expect(monolith.joins()[2]?.client).toBe(foo.id);
      expect(monolith.leaves()).toEqual([foo.id]);
      await answer(monolith, foo, 'foo');
      expect([foo.client.closed, bar.client.closed]).toEqual([null, null]);
    });

    it('[LNK-33] [OTT-3] clients of an unloaded room are joined again; an admin’s unloading closes them with 4003', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using entered = await enter(balancer, monolith, 'foo');
      monolith.loaded({ name: 'foo', rank: 1 });
      monolith.unloaded('FOO', 'commanded');
      await until('it is joined again', () => monolith.joins().length === 2);
      await answer(monolith, entered, 'foo');
      monolith.loaded({ name: 'foo', rank: 2 });
      monolith.unloaded('foo', 'admin');
      expect(await entered.client.ended()).toMatchObject({ code: 4003 });
    });

    it('[BAL-20] [OTT-5] lists rooms as they are described, in their original case', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      monolith.loaded({ name: 'Quiet', rank: 1 });
      monolith.gossip([
        { name: 'Quiet', rank: 1, users: 1 },
        { name: 'BusyRoom', rank: 2, users: 7 },
      ]);
      const list = await until('both are listed', async () => {
        const response = await fetch(`http://127.0.0.1:${balancer.port}/api/room/list`);
        const rooms = (await response.json()) as { name: string; users: number }[];
        return rooms.length === 2 && rooms;
      });
      expect(list).toMatchObject([
        { name: 'BusyRoom', visibility: 'public', users: 7 },
        { name: 'Quiet', visibility: 'public', users: 1 },
      ]);
    });
  });
}

/** Lets a client into the room `foo`, wherever placement has it. */
async function enterEither(
  balancer: RunningBalancer,
  first: PlayedMonolith,
  second: PlayedMonolith,
): Promise<{ entered: Entered; owner: PlayedMonolith; other: PlayedMonolith }> {
  await until('both are connected', () => first.connections() === 1 && second.connections() === 1);
  const client = await TestClient.join(balancer.port, 'foo');
  const owner = await until('the Join arrives', () => [first, second].find((one) => one.joins().length > 0));
  const id = owner.joins()[0]?.client ?? '';
  await answer(owner, { client, id }, 'foo');
  const entered = { client, id, [Symbol.dispose]: () => client.terminate() };
  return { entered, owner, other: owner === first ? second : first };
}
