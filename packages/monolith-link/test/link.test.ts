import { describe, expect, it } from 'bun:test';
import { SeedBalancer } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { LinkAuth } from '@usher/link-auth';
import { balancerId, clientId, monolithId } from '@usher/protocol';
import { key, NotingMonolith, SECRET } from './noting-monolith.ts';
import { c1, c2, fullPeer, Peer } from './peer.ts';

const metadata = { name: 'Foo', visibility: 'public' } as const;

describe('a seed-only Balancer', () => {
  it('[LNK-1] [LNK-11] [LNK-13] gets init at once, with the HTTP port and the secret', async () => {
    await using monolith = new NotingMonolith();
    using balancer = new SeedBalancer(monolith.port);
    await until('init arrives', () => balancer.init);
    expect(balancer.init).toMatchObject({ action: 'init', port: 3000, token: SECRET });
  });

  it('[LNK-20] [LNK-22] [LNK-24] [LNK-25] its clients join, speak, hear and leave', async () => {
    await using monolith = new NotingMonolith();
    using balancer = new SeedBalancer(monolith.port);
    await until('init arrives', () => balancer.init);
    balancer.join(c1);
    balancer.join(c2);
    balancer.say(c1, { action: 'x' });
    await until('it is heard', () => monolith.said.length === 1);
    expect(monolith.said[0]).toEqual({
      client: { id: clientId('c1'), room: key('foo'), token: 't1' },
      message: { action: 'x' },
    });
    monolith.link.send(clientId('c1'), '{"n":1}');
    monolith.link.broadcast(key('foo'), '{"n":2}');
    monolith.link.broadcast(key('elsewhere'), '{"n":3}');
    monolith.link.send(clientId('c2'), '{"n":4}');
    await until(
      'both have heard',
      () => balancer.messagesFor(c1).length === 2 && balancer.messagesFor(c2).length === 2,
    );
    expect(balancer.messagesFor(c1)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(balancer.messagesFor(c2)).toEqual([{ n: 2 }, { n: 4 }]);
    balancer.leave(c1);
    await until('it has left', () => monolith.notes.at(-1) === 'left c1');
    expect(monolith.notes).toEqual(['joined c1 foo', 'joined c2 foo', 'said c1', 'left c1']);
  });
});

describe('a link', () => {
  it('[LNK-52] a broadcast is one frame for each Balancer, however many of its clients hear it', async () => {
    await using monolith = new NotingMonolith();
    using one = await fullPeer(monolith, 'b1');
    using two = await fullPeer(monolith, 'b2');
    using elsewhere = await fullPeer(monolith, 'b3');
    for (let n = 0; n < 20; n++) one.join({ token: 't', room: 'foo', id: `one-${n}` });
    two.join(c1);
    elsewhere.join({ ...c2, room: 'bar' });
    await until('all have joined', () => monolith.notes.length === 22);
    monolith.link.broadcast(key('foo'), '{"n":1}');
    monolith.link.broadcast(key('bar'), '{"n":2}');
    const heard = (peer: Peer) => peer.frames.filter(({ message }) => message !== undefined);
    await until('all have heard', () => [one, two, elsewhere].every((peer) => heard(peer).length > 0));
    for (const peer of [one, two]) expect(heard(peer)).toEqual([{ room: 'foo', message: { n: 1 } }]);
    expect(heard(elsewhere)).toEqual([{ room: 'bar', message: { n: 2 } }]);
  });

  it('[LNK-26] a second Join of a joined id is told again; a Leave of an unknown one, and words of strangers, are ignored', async () => {
    await using monolith = new NotingMonolith();
    using peer = await fullPeer(monolith, 'b1');
    peer.leave(c1);
    peer.say(c1, { action: 'x' });
    peer.join(c1);
    peer.join(c1, { resume: true });
    peer.say({ ...c1, room: 'bar' }, { action: 'x' });
    peer.leave(c1);
    peer.leave(c1);
    peer.join(c2);
    await until('all is read', () => monolith.notes.at(-1) === 'joined c2 foo');
    expect(monolith.notes).toEqual(['joined c1 foo', 'joined c1 foo resume', 'left c1', 'joined c2 foo']);
    expect(monolith.link.counters.unknownClient).toBe(4);
  });

  it('[LNK-3] protocol errors are dropped one by one; the tenth in a minute closes with 1002', async () => {
    await using monolith = new NotingMonolith();
    using peer = await fullPeer(monolith, 'b1');
    const wrong = [
      'nonsense',
      '[]',
      '{}',
      '{"action":7}',
      '{"message":{}}',
      new Uint8Array([1]),
      '{"action":"unload"}',
      '{"token":"t","room":"foo","id":"c","message":[]}',
      'null',
    ];
    for (const frame of wrong) peer.send(frame);
    peer.send({ action: 'from-the-future' });
    peer.join(c1);
    await until('it is still read', () => monolith.notes.length === 1);
    expect(monolith.link.counters.protocolErrors).toBe(9);
    peer.send('nonsense');
    await until('it is closed', () => peer.closed);
    expect(peer.closed).toBe(1002);
    expect(monolith.notes).toEqual(['joined c1 foo', 'suspended c1 10000']);
  });

  it('[LNK-31] gossip names all rooms with their metadata, in parts of at most 256 KiB', async () => {
    await using monolith = new NotingMonolith();
    monolith.rooms = Array.from({ length: 1500 }, (_, n) => ({
      room: key(`room-${n}`),
      epoch: n,
      metadata: { ...metadata, name: `Room-${n}`, description: 'é'.repeat(150) },
    }));
    using peer = new Peer(monolith.port);
    await until('the last part arrives', () =>
      peer.frames.some(({ part, parts }) => part !== undefined && part === parts),
    );
    const gossip = peer.frames.filter(({ action }) => action === 'gossip');
    expect(gossip.length).toBeGreaterThan(1);
    expect(peer.frames[0]?.['action']).toBe('init');
    for (const part of gossip)
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThanOrEqual(256 * 1024);
    expect(gossip.flatMap(({ rooms }) => rooms as unknown[])).toEqual(monolith.rooms as unknown[]);
  });

  it('[LNK-30] [LNK-33] [LNK-34] [LNK-35] [LNK-38] control messages reach the Balancers that they concern, in order', async () => {
    await using monolith = new NotingMonolith();
    using one = await fullPeer(monolith, 'b1');
    using two = await fullPeer(monolith, 'b2');
    one.join(c1);
    two.join(c2);
    await until('both have joined', () => monolith.notes.length === 2);
    monolith.link.loaded(key('foo'), 7, metadata);
    monolith.link.kick(clientId('c1'), 4005, 'bye');
    monolith.link.refused(clientId('c2'), 'store-unavailable', 500);
    monolith.link.unloaded(key('foo'), 7, 'moved', monolithId('m2'));
    await Promise.all([one.frame('unloaded'), two.frame('unloaded')]);
    const loaded = { action: 'loaded', room: 'foo', epoch: 7, metadata };
    const unloaded = { action: 'unloaded', room: 'foo', epoch: 7, reason: 'moved', to: 'm2' };
    expect(one.frames.slice(2)).toEqual([
      loaded,
      { action: 'kick', room: 'foo', id: 'c1', code: 4005, reason: 'bye' },
      unloaded,
    ]);
    expect(two.frames.slice(2)).toEqual([
      loaded,
      { action: 'refused', room: 'foo', id: 'c2', reason: 'store-unavailable', retryMs: 500 },
      unloaded,
    ]);
  });

  it('[LNK-35] one moved answers all Joins to the room', async () => {
    await using monolith = new NotingMonolith();
    using peer = await fullPeer(monolith, 'b1');
    peer.join(c1);
    peer.join(c2);
    await until('both are read', () => monolith.notes.length === 2);
    for (const { id } of [c1, c2]) monolith.link.moved(clientId(id), monolithId('m2'), 1800);
    monolith.link.loaded(key('bar'), 1, metadata);
    await peer.frame('loaded');
    expect(peer.frames.filter(({ action }) => action === 'moved')).toEqual([
      { action: 'moved', room: 'foo', owner: 'm2', retryMs: 1800 },
    ]);
    expect(monolith.link.balancers()).toEqual([{ id: 'b1', clients: 0 }]);
  });

  it('[LNK-2] a newer link of the same Balancer replaces the older, whose clients wait to be resumed', async () => {
    await using monolith = new NotingMonolith();
    using older = await fullPeer(monolith, 'b1');
    older.join(c1);
    older.join(c2);
    await until('both have joined', () => monolith.notes.length === 2);
    using newer = await fullPeer(monolith, 'b1');
    await until('the older one is closed', () => older.closed);
    expect(older.closed).toBe(4009);
    expect(monolith.notes.slice(2)).toEqual(['suspended c1 10000', 'suspended c2 10000']);
    newer.join(c1, { resume: true });
    newer.send({ action: 'resumed' }); // LNK-41: the others have left
    await until('it is read', () => monolith.notes.length === 6);
    expect(monolith.notes.slice(4)).toEqual(['joined c1 foo resume', 'left c2']);
    expect(monolith.link.balancers()).toEqual([{ id: 'b1', clients: 1 }]);
  });

  it('[LNK-41] [LNK-25] a Leave with away, and a lost link, suspend', async () => {
    await using monolith = new NotingMonolith();
    using peer = await fullPeer(monolith, 'b1');
    peer.join(c1);
    peer.join(c2);
    peer.leave(c1, { away: 35_000 });
    await until('it is read', () => monolith.notes.length === 3);
    peer[Symbol.dispose]();
    await until('the loss is noticed', () => monolith.notes.length === 4);
    expect(monolith.notes.slice(2)).toEqual(['suspended c1 35000', 'suspended c2 10000']);
  });
});

describe('a signed link', () => {
  const auth = new LinkAuth({ auth: 'signed', secrets: [SECRET] });
  const introduction = { balancer: balancerId('b1'), nonce: 'n1' };
  const headers = async () => ({ Authorization: `Bearer ${await auth.bearer(introduction)}` });

  it('[LNK-10] nobody without a valid bearer gets as far as an upgrade', async () => {
    await using monolith = new NotingMonolith('signed');
    const upgrade = {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    for (const authorization of ['', 'Bearer x', 'Bearer a.b.c']) {
      const response = await fetch(`http://127.0.0.1:${monolith.port}/`, {
        headers: { ...upgrade, Authorization: authorization },
      });
      expect(response.status).toBe(401);
    }
  });

  it('[LNK-12] [LNK-14] [LNK-15] nothing is acted on or told before a valid hello; what follows it is kept in order', async () => {
    await using monolith = new NotingMonolith('signed');
    monolith.rooms = [{ room: key('secret'), epoch: 1, metadata: { ...metadata, visibility: 'unlisted' } }];
    using peer = new Peer(monolith.port, await headers());
    const init = await peer.frame('init');
    expect((await auth.verifyInit(String(init['token']), monolithId('m1'), introduction)).ok).toBe(true);
    peer.join(c1);
    const token = await auth.helloToken(introduction.balancer, monolithId('m1'), String(init['nonce']));
    expect(peer.frames).toHaveLength(1);
    peer.send({ action: 'hello', id: 'b1', version: 1, token });
    peer.join(c2);
    await until('it is read', () => monolith.notes.length > 0);
    expect(monolith.notes).toEqual(['joined c2 foo']);
    expect(await peer.frame('gossip')).toMatchObject({ rooms: [{ room: 'secret' }] });
  });

  it('[LNK-15] a wrong hello is closed with 4401', async () => {
    await using monolith = new NotingMonolith('signed');
    const tokens = [
      undefined,
      'x',
      await auth.helloToken(introduction.balancer, monolithId('m1'), 'another nonce'),
    ];
    for (const token of tokens) {
      using peer = new Peer(monolith.port, await headers());
      await peer.frame('init');
      peer.send({ action: 'hello', id: 'b1', version: 1, token });
      await until('it is closed', () => peer.closed);
      expect(peer.closed).toBe(4401);
    }
    using impostor = new Peer(monolith.port, await headers());
    const init = await impostor.frame('init');
    const token = await auth.helloToken(balancerId('b2'), monolithId('m1'), String(init['nonce']));
    impostor.send({ action: 'hello', id: 'b2', version: 1, token });
    await until('it is closed', () => impostor.closed);
    expect(impostor.closed).toBe(4401);
    expect(monolith.notes).toEqual([]);
  });
});
