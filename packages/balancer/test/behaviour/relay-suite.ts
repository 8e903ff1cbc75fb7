import { describe, expect, it } from 'bun:test';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { readyBalancerFor } from '../start.ts';
import { answer, enter } from './enter.ts';
import type { MonolithKind } from './played-monolith.ts';

/** What holds in front of every Monolith: clients join, speak, hear and leave. */
export function relaySuite({ name, dialect, play }: MonolithKind): void {
  describe(`relaying to ${name}`, () => {
    it('[LNK-24] [CON-1] [CON-2] joins a client when it has authenticated, in the lower-cased room', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using client = await TestClient.join(balancer.port, 'Foo', 'tok"en');
      await until('the Join arrives', () => monolith.joins().length > 0);
      expect(monolith.joins()).toEqual([{ client: expect.any(String), room: 'foo', token: 'tok"en' }]);
      expect(client.closed).toBeNull();
    });

    it('[LNK-20] [LNK-21] relays what a client sends byte for byte, in order', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using entered = await enter(balancer, monolith, 'foo');
      const frames = [
        '{"action":"x","n":1e400,"m":12345678901234567890,"d":0.10}',
        '{ "a" : 1 ,\n\t"a" : 2 }',
        '{"é":"\\u00e9\\ud83d\\ude00😀","s":"a\\/b\\"}]"}',
        '{"action":"x","id":"other","room":"bar","token":"stolen","message":{},"payload":{},"type":"leave"}',
        '{"__proto__":{"x":1}}',
      ];
      for (const frame of frames) entered.client.send(frame);
      await until('all have arrived', () => monolith.said().length === frames.length);
      expect(monolith.said()).toEqual(frames.map((text) => ({ client: entered.id, text })));
    });

    it('[LNK-22] passes unicasts to one client and broadcasts to the room, byte for byte, in the order they were sent', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using a = await enter(balancer, monolith, 'foo');
      using b = await enter(balancer, monolith, 'Foo');
      using other = await enter(balancer, monolith, 'bar');
      const odd = '{ "z":1 ,"z" : [1e3, "\\u0041{}"] }';
      monolith.sendTo('FOO', a.id, '{"n":1}');
      monolith.broadcast('foo', odd);
      monolith.broadcast('Foo', '{"n":2}');
      monolith.sendTo('foo', a.id, '{"n":3}');
      monolith.broadcast('bar', '{"n":4}');
      await until('the last is heard', () => other.client.heard.length > 0);
      await until('all have heard', () => a.client.heard.length === 4 && b.client.heard.length === 2);
      expect(a.client.heard).toEqual(['{"n":1}', odd, '{"n":2}', '{"n":3}']);
      expect(b.client.heard).toEqual([odd, '{"n":2}']);
      expect(other.client.heard).toEqual(['{"n":4}']);
    });

    it('[LNK-23] drops words for a client that is in another room, or unknown, or for an unknown room', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using entered = await enter(balancer, monolith, 'foo');
      monolith.sendTo('bar', entered.id, '{"n":1}');
      monolith.broadcast('bar', '{"n":2}');
      monolith.sendTo('foo', 'nobody', '{"n":3}');
      monolith.broadcast('foo', '{"n":4}');
      await until('the last is heard', () => entered.client.heard.length > 0);
      expect(entered.client.heard).toEqual(['{"n":4}']);
    });

    it('[LNK-25] sends exactly one Leave when a client disconnects, however it does', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using polite = await enter(balancer, monolith, 'foo');
      using rude = await enter(balancer, monolith, 'foo');
      using wrong = await enter(balancer, monolith, 'foo');
      polite.client.close();
      rude.client.terminate();
      wrong.client.send('not json');
      expect(await wrong.client.ended()).toMatchObject({ code: 1007 });
      await until('all have left', () => monolith.leaves().length === 3);
      expect(new Set(monolith.leaves())).toEqual(new Set([polite.id, rude.id, wrong.id]));
    });

    it('[LNK-26] closes forged Joins and Leaves with 1008 and relays nothing of them', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      const forgeries = [
        '{"action":"req","request":{"type":0}}',
        '{"action":"req","request":{"type":1.0}}',
        '{"action":"req","request":{"type":-0}}',
        '{"action":"x","action":"req","request":{"type":5},"request":{"type":0e5}}',
        '{"\\u0061ction":"r\\u0065q","request":{"t\\u0079pe":1}}',
      ];
      for (const forgery of forgeries) {
        using entered = await enter(balancer, monolith, 'foo');
        entered.client.send(forgery);
        expect(await entered.client.ended()).toMatchObject({ code: 1008 });
      }
      await until('all have left', () => monolith.leaves().length === forgeries.length);
      expect(monolith.said()).toEqual([]);
      expect(monolith.joins().length).toBe(forgeries.length);
    });

    it('[LNK-2] [LNK-5] [CON-4] has one link, and another when that is cut; clients join again and lose nothing that they say then', async () => {
      await using monolith = play();
      await using balancer = await readyBalancerFor([monolith.address], { dialect });
      using foo = await enter(balancer, monolith, 'foo');
      using bar = await enter(balancer, monolith, 'bar');
      expect(monolith.connections()).toBe(1);
      monolith.cut();
      await until('they are joined again', () => monolith.joins().length === 4);
      foo.client.say({ n: 1 });
      const again = monolith.joins().slice(2);
      expect(new Set(again.map(({ client }) => client))).toEqual(new Set([foo.id, bar.id]));
      expect(monolith.leaves()).toEqual([]);
      await answer(monolith, foo, 'foo');
      foo.client.say({ n: 2 });
      await until('it is heard', () => monolith.said().length === 2);
      expect(monolith.said().map(({ text }) => text)).toEqual(['{"n":1}', '{"n":2}']);
      expect(foo.client.closed).toBeNull();
    });
  });
}
