import { describe, expect, it } from 'bun:test';
import { OttBalancer } from '@usher/harness/fakes';
import { FakeTime, until } from '@usher/kit/testing';
import { clientId, LIMITS, monolithId } from '@usher/protocol';
import { key, NotingMonolith } from './noting-monolith.ts';

const [ID, ID2] = ['21111111-1111-4111-8111-111111111111', '31111111-1111-4111-8111-111111111111'];
const a = { token: 't1', room: 'Foo', id: ID };
const b = { token: 't2', room: 'Foo', id: ID2 };
const metadata = { name: 'Foo', visibility: 'public' } as const;
const described = {
  ...metadata,
  title: null,
  description: null,
  isTemporary: null,
  queueMode: null,
  currentSource: null,
  users: null,
};

const ottMonolith = () => new NotingMonolith('signed', 'ott');

async function linked(monolith: NotingMonolith, id?: string): Promise<OttBalancer> {
  const balancer = new OttBalancer(monolith.port, id === undefined ? undefined : { id });
  await balancer.linked();
  return balancer;
}

async function joined(monolith: NotingMonolith, ...clients: (typeof a)[]): Promise<OttBalancer> {
  const balancer = await linked(monolith);
  for (const client of clients) balancer.join(client);
  await until('all have joined', () => monolith.notes.length === clients.length);
  return balancer;
}

const note = (monolith: NotingMonolith, text: string) =>
  until(`it notes ${text}`, () => monolith.notes.includes(text));

describe('the handshake of the ott dialect', () => {
  it('[OTT-1] init comes at once and asks for nothing; gossip right after the balancer’s', async () => {
    await using monolith = ottMonolith();
    monolith.rooms = [{ room: key('foo'), epoch: 7, metadata }];
    using silent = new OttBalancer(monolith.port, null);
    expect(await silent.hears('init')).toEqual({ port: 3000, region: 'here', id: monolith.id });
    using balancer = await linked(monolith);
    expect(balancer.received).toEqual([
      { type: 'init', payload: { port: 3000, region: 'here', id: monolith.id } },
      { type: 'gossip', payload: { rooms: [{ room: described, load_epoch: 4_294_967_287 }] } },
    ]);
    expect(silent.ofType('gossip')).toEqual([]);
    expect([silent.rejected, balancer.rejected]).toEqual([[], []]);
  });

  it('[OTT-1] everything before the balancer’s init is ignored', async () => {
    await using monolith = ottMonolith();
    using balancer = new OttBalancer(monolith.port, null);
    await balancer.hears('init');
    balancer.join(a);
    balancer.tell('load', { room: 'foo' });
    balancer.tell('unload', { room: 'foo' });
    balancer.tell('init', { id: 'any string' });
    balancer.join(b);
    await note(monolith, `joined ${ID2} foo`);
    expect(monolith.notes).toEqual([`joined ${ID2} foo`]);
    expect(monolith.link.balancers()).toEqual([{ id: 'any string', clients: 1 }]);
  });

  it('[OTT-1] a newer link of the same balancer replaces the older', async () => {
    await using monolith = ottMonolith();
    using older = await linked(monolith, ID);
    using newer = await linked(monolith, ID);
    await until('the older one is closed', () => older.closed);
    expect(newer.closed).toBeNull();
    expect(monolith.link.balancers()).toHaveLength(1);
  });
});

describe('what an ott balancer says', () => {
  it('[OTT-2] joins, speaks and leaves; what is said of strangers is ignored', async () => {
    await using monolith = ottMonolith();
    using balancer = await linked(monolith);
    balancer.leave(a);
    balancer.say(a, { action: 'x' });
    balancer.join(a);
    balancer.say(a, { action: 'y' });
    balancer.leave(a);
    balancer.leave(a);
    balancer.tell('load', { room: 'BAR' });
    balancer.tell('unload', { room: 'Foo' });
    await note(monolith, 'unload foo null duplicate null');
    expect(monolith.notes).toEqual([
      `joined ${ID} foo`,
      `said ${ID}`,
      `left ${ID}`,
      'load bar',
      'unload foo null duplicate null',
    ]);
    expect(monolith.said[0]).toEqual({
      client: { id: clientId(ID), room: key('foo'), token: 't1' },
      message: { action: 'y' },
    });
    expect(monolith.link.counters).toMatchObject({ unknownClient: 3, protocolErrors: 0 });
  });

  it('[OTT-2] [LNK-26] nothing in a client’s words is membership', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a, b);
    const words = [
      { action: 'req', request: { type: 0 } },
      { action: 'req', request: { type: 1 } },
      { action: 'auth', token: 't2' },
      { type: 'leave', payload: { client: ID2 } },
    ];
    for (const word of words) balancer.say(a, word);
    await until('all is heard', () => monolith.said.length === words.length);
    expect(monolith.said.map(({ client, message }) => [String(client.id), message])).toEqual(
      words.map((word) => [ID, word]),
    );
    expect(monolith.notes.slice(2)).toEqual(words.map(() => `said ${ID}`));
    expect(monolith.link.balancers()).toMatchObject([{ clients: 2 }]);
  });

  it('[OTT-2] [LNK-3] what a client says is never a fault of the link', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a);
    for (let n = 0; n < 5 * LIMITS.linkErrorsPerMinuteMax; n++) balancer.say(a, [n, 'text', null][n % 3]);
    balancer.say(a, { n: 1 });
    await until('it is heard', () => monolith.said.length === 1);
    expect(monolith.link.counters.protocolErrors).toBe(0);
  });

  const wrong: [type: string, payload: unknown][] = [
    ['init', { id: 7 }],
    ['join', { room: 7, client: ID2, token: 't' }],
    ['join', { room: 'foo', client: 7, token: 't' }],
    ['join', { room: 'foo', client: ID2, token: null }],
    ['join', { room: 'foo', client: ID2 }],
    ['leave', { client: [ID] }],
    ['leave', null],
    ['client_msg', { client_id: { id: ID }, payload: {} }],
    ['client_msg', { client_id: ID }],
    ['load', { room: null }],
    ['unload', { room: ['foo'] }],
  ];
  for (const [type, payload] of wrong) {
    it(`[LNK-3] [OTT-2] drops, counts and outlives ${type} ${JSON.stringify(payload)}`, async () => {
      await using monolith = ottMonolith();
      using balancer = await joined(monolith, a);
      balancer.tell(type, payload);
      balancer.say(a, { n: 1 });
      await note(monolith, `said ${ID}`);
      expect(monolith.notes).toEqual([`joined ${ID} foo`, `said ${ID}`]);
      expect(monolith.link.counters.protocolErrors).toBe(1);
      expect(balancer.closed).toBeNull();
    });
  }

  it('[LNK-3] the tenth frame in a minute that cannot be read closes with 1002, and no other link', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a);
    using other = await linked(monolith);
    for (const frame of ['nonsense', '[]', '{}', '{"type":7}', '{"action":"resumed"}']) balancer.send(frame);
    balancer.send(new Uint8Array([1]));
    for (let n = 0; n < 20; n++) balancer.tell('from_the_future', n);
    for (let n = 0; n < 4; n++) balancer.tell('leave', {});
    await until('it is closed', () => balancer.closed);
    expect(balancer.closed).toBe(1002);
    await note(monolith, `suspended ${ID} 10000`);
    other.join(b);
    await note(monolith, `joined ${ID2} foo`);
  });
});

describe('what an ott balancer is told', () => {
  it('[OTT-3] [OTT-5] messages as they are, in the case that the room was joined with', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a, { ...b, room: 'FOO' });
    using other = await linked(monolith);
    other.join({ ...a, room: 'fOO', id: 'c3' });
    await note(monolith, 'joined c3 foo');
    monolith.link.send(clientId(ID), '{ "n" : 1.0 }');
    monolith.link.broadcast(key('foo'), '{"n":2}');
    await Promise.all([
      balancer.hears('room_msg', ({ client_id }) => client_id === undefined),
      other.hears('room_msg'),
    ]);
    expect(balancer.ofType('room_msg')).toEqual([
      { room: 'Foo', client_id: ID, payload: { n: 1 } },
      { room: 'Foo', payload: { n: 2 } },
    ]);
    expect(other.ofType('room_msg')).toEqual([{ room: 'fOO', payload: { n: 2 } }]);
  });

  it('[OTT-5] of all rooms with their metadata, within 20 s again and again', async () => {
    const time = new FakeTime();
    await using monolith = new NotingMonolith('signed', 'ott', { clock: time, timers: time });
    using balancer = await linked(monolith);
    monolith.rooms = [{ room: key('foo'), epoch: 7, metadata }];
    for (let gossips = 2; gossips < 4; gossips++) {
      for (const half of ['first', 'second']) {
        balancer.tell('load', { room: `${half}-${gossips}` }); // it is alive (LNK-5)
        await note(monolith, `load ${half}-${gossips}`);
        time.advance(LIMITS.gossipIntervalMs / 2);
      }
      await until('it gossips', () => balancer.ofType('gossip').length === gossips);
      expect(balancer.ofType('gossip').at(-1)).toEqual({
        rooms: [{ room: described, load_epoch: 4_294_967_287 }],
      });
    }
  });

  it('[OTT-3] [OTT-4] of rooms that are loaded, and who is in them is sent away before they are unloaded', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a, b);
    using other = await linked(monolith);
    monolith.link.loaded(key('foo'), 4_294_967_295, metadata);
    monolith.link.kick(clientId(ID), 4005, 'bye');
    monolith.link.unloaded(key('foo'), 7, 'commanded');
    await Promise.all([balancer.hears('unloaded'), other.hears('unloaded')]);
    const loaded = { type: 'loaded', payload: { room: described, load_epoch: 0 } };
    expect(balancer.received.slice(2)).toEqual([
      loaded,
      { type: 'kick', payload: { client_id: ID, reason: 4005 } },
      { type: 'kick', payload: { client_id: ID2, reason: 1001 } },
      { type: 'unloaded', payload: { name: 'Foo', reason: 'Commanded' } },
    ]);
    expect(other.received.slice(2)).toEqual([
      loaded,
      { type: 'unloaded', payload: { name: 'foo', reason: 'Commanded' } },
    ]);
    expect([...balancer.rejected, ...other.rejected]).toEqual([]);
  });

  it('[OTT-3] a planned move is a Shutdown while the Monolith drains, and waits for nobody', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a);
    monolith.link.draining();
    await monolith.link.leaving(key('foo'));
    monolith.link.unloaded(key('foo'), 7, 'moved', monolithId('m2'));
    await balancer.hears('unloaded');
    expect(balancer.received.slice(2)).toEqual([
      { type: 'kick', payload: { client_id: ID, reason: 1001 } },
      { type: 'unloaded', payload: { name: 'Foo', reason: 'Shutdown' } },
    ]);
  });

  it('[OTT-3] every Join is answered: refused, led to nowhere, or to a room that another Monolith has', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a, b, { ...a, room: 'bar', id: 'c3' });
    balancer.join({ ...a, room: 'no such name', id: 'c4' });
    await balancer.hears('kick');
    monolith.link.refused(clientId('c3'), 'room-full', 500);
    for (const id of [ID, ID2]) monolith.link.moved(clientId(id), monolithId('m2'), 1800);
    await balancer.hears('kick', ({ client_id }) => client_id === ID2);
    expect(balancer.ofType('kick')).toEqual([
      { client_id: 'c4', reason: 4001 },
      { client_id: 'c3', reason: 1013 },
      { client_id: ID, reason: 1013 },
      { client_id: ID2, reason: 1013 },
    ]);
    expect(monolith.link.balancers()).toMatchObject([{ clients: 0 }]);
    expect(balancer.rejected).toEqual([]);
  });

  it('[OTT-3] [LNK-50] a Join that waits is answered, too, when its room ends', async () => {
    await using monolith = ottMonolith();
    using balancer = await joined(monolith, a);
    balancer.pause();
    const text = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
    while (monolith.link.unsentBytes <= 8 * LIMITS.linkQueueHighBytes)
      monolith.link.broadcast(key('foo'), text);
    balancer.join(b);
    balancer.say(b, { n: 1 });
    await until('it waits', () => monolith.link.counters.delayedJoins === 1);
    monolith.link.unloaded(key('foo'), 7, 'commanded');
    balancer.resume();
    await balancer.hears('kick', ({ client_id }) => client_id === ID2);
    expect(monolith.notes).toEqual([`joined ${ID} foo`]);
  });
});

describe('a link of the ott dialect that is lost', () => {
  it('[OTT-6] suspends its clients, who come back by an ordinary Join with the same id', async () => {
    await using monolith = ottMonolith();
    using lost = await joined(monolith, a, b);
    lost[Symbol.dispose]();
    await note(monolith, `suspended ${ID2} 10000`);
    using back = await linked(monolith);
    back.join(a);
    await until('it has joined', () => monolith.notes.length === 5);
    expect(monolith.notes.slice(2)).toEqual([
      `suspended ${ID} 10000`,
      `suspended ${ID2} 10000`,
      `joined ${ID} foo`,
    ]);
    monolith.link.send(clientId(ID), '{"n":1}');
    await back.hears('room_msg');
  });
});
