import { describe, expect, it } from 'bun:test';
import { OttServer, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { enter } from './behaviour/enter.ts';
import { OTT } from './behaviour/played-monolith.ts';
import { relaySuite } from './behaviour/relay-suite.ts';
import { roomsSuite } from './behaviour/rooms-suite.ts';
import { readyBalancerFor } from './start.ts';

const dialect = 'ott';

relaySuite(OTT);
roomsSuite(OTT);

describe('the frames of the ott dialect', () => {
  it('[OTT-1] begin with the Balancer’s init, sent at once', async () => {
    await using server = new OttServer();
    await using balancer = await readyBalancerFor([server.address], { dialect });
    await until('its init arrives', () => server.balancers().length === 1);
    expect(server.balancers()).toEqual([{ id: balancer.id }]);
    expect(server.ignored).toEqual([]);
  });

  it('[OTT-1] [BAL-20] tell where HTTP is served, under any string as id', async () => {
    await using server = new OttServer({ id: 'not a UUID' });
    await using balancer = await readyBalancerFor([server.address], { dialect });
    server.respond = () => new Response('from the server');
    const response = await fetch(`http://127.0.0.1:${balancer.port}/api/room/foo`);
    expect(await response.text()).toBe('from the server');
  });

  it('[OTT-2] [OTT-6] are tagged, with the client’s words verbatim; nothing says that a client was there before', async () => {
    await using server = new OttServer();
    await using balancer = await readyBalancerFor([server.address], { dialect });
    using client = await TestClient.join(balancer.port, 'Foo', 'tok"en');
    const join = await until('the Join arrives', () => server.ofType('join')[0]);
    const id = String(join.json.payload['client']);
    server.say('room_msg', { room: 'foo', client_id: id, payload: { action: 'sync' } });
    const said = ' \n\t{ "a" : 1 , "a" : 2 } \r\n';
    client.send(said);
    await until('it is heard', () => server.ofType('client_msg').length > 0);
    server.cut();
    await until('it is joined again', () => server.ofType('join').length === 2);
    client.close();
    await until('it has left', () => server.ofType('leave').length > 0);
    const joined = `{"type":"join","payload":{"room":"foo","client":"${id}","token":"tok\\"en"}}`;
    expect(server.received.map(({ text }) => text)).toEqual([
      `{"type":"init","payload":{"id":"${balancer.id}"}}`,
      joined,
      `{"type":"client_msg","payload":{"client_id":"${id}","payload":${said}}}`,
      `{"type":"init","payload":{"id":"${balancer.id}"}}`,
      joined,
      `{"type":"leave","payload":{"client":"${id}"}}`,
    ]);
  });

  it('[OTT-4] unload a room without its epoch, and without naming a reason', async () => {
    await using a = new OttServer();
    await using b = new OttServer();
    await using _ = await readyBalancerFor([a.address, b.address], { dialect });
    await until('both have got its init', () => a.balancers().length + b.balancers().length === 2);
    a.say('loaded', { room: a.describe('Foo'), load_epoch: 17 });
    a.cut();
    await until('it is there again', () => a.balancers().length === 2);
    b.say('loaded', { room: b.describe('foo'), load_epoch: 17 });
    a.say('loaded', { room: a.describe('foo'), load_epoch: 18 });
    const unload = await until('the later one is told', () => a.ofType('unload')[0]);
    expect(unload.text).toBe('{"type":"unload","payload":{"room":"foo"}}');
    expect(b.ofType('unload')).toEqual([]);
  });

  it('[OTT-3] [LNK-3] of unknown types are ignored', async () => {
    await using server = new OttServer();
    await using balancer = await readyBalancerFor([server.address], { dialect });
    using client = await TestClient.join(balancer.port, 'foo');
    await until('the Join arrives', () => server.ofType('join').length === 1);
    for (let n = 0; n < 20; n++) server.say('from_the_future', n);
    server.say('room_msg', { room: 'foo', payload: { n: 1 } });
    await until('it is heard', () => client.heard.length === 1);
    expect(server.connections).toBe(1);
  });

  it('[OTT-5] [BAL-10] tell of all rooms right after the handshake: they are joined where they are', async () => {
    await using empty = new OttServer();
    await using owner = new OttServer();
    const names = Array.from({ length: 10 }, (_, n) => `Room${n}`);
    owner.rooms = names.map((name, n) => ({ room: owner.describe(name), load_epoch: n }));
    await using balancer = await readyBalancerFor([empty.address, owner.address], { dialect });
    await until('all are listed', async () => {
      const response = await fetch(`http://127.0.0.1:${balancer.port}/api/room/list`);
      return ((await response.json()) as unknown[]).length === names.length;
    });
    using clients = new DisposableStack();
    for (const name of names) clients.use(await TestClient.join(balancer.port, name));
    await until('all are joined', () => owner.ofType('join').length === names.length);
    expect(empty.ofType('join')).toEqual([]);
  });
});

describe('an OpenTogetherTube server that unloads a room', () => {
  it('[OTT-3] [OTT-6] kicks its clients with 1001 first: they keep their sockets, leave, and are joined again', async () => {
    await using server = OTT.play();
    await using balancer = await readyBalancerFor([server.address], { dialect });
    using a = await enter(balancer, server, 'foo');
    using b = await enter(balancer, server, 'foo');
    server.loaded({ name: 'foo', rank: 1 });
    for (const { id } of [a, b]) server.kick('foo', id, 1001);
    server.unloaded('foo', 'commanded');
    a.client.say({ n: 1 });
    await until('both are joined again', () => server.joins().length === 4);
    expect(server.leaves()).toEqual([a.id, b.id]);
    server.sendTo('foo', a.id, '{"action":"sync"}');
    await until('what was said meanwhile follows', () => server.said().length === 1);
    expect([a.client.closed, b.client.closed]).toEqual([null, null]);
  });

  it('[OTT-3] [CON-9] never ends a client for good by a code that is not meant for it', async () => {
    await using server = OTT.play();
    await using balancer = await readyBalancerFor([server.address], { dialect });
    using entered = await enter(balancer, server, 'foo');
    server.loaded({ name: 'foo', rank: 1 });
    server.kick('foo', entered.id, 1011);
    await until('it is joined again', () => server.joins().length === 2);
    expect(entered.client.closed).toBeNull();
  });

  it('[OTT-3] because it shuts down gets no room any more: its clients are joined elsewhere', async () => {
    await using first = OTT.play();
    await using balancer = await readyBalancerFor([first.address], { dialect });
    using entered = await enter(balancer, first, 'foo');
    first.loaded({ name: 'foo', rank: 1 });
    first.kick('foo', entered.id, 1001);
    first.unloaded('foo', 'shutdown');
    await until('it has left', () => first.leaves().length === 1);
    entered.client.say({ n: 1 });
    first.cut();
    await until('it is joined to what comes up in its place', () => first.joins().length === 2);
    expect(entered.client.closed).toBeNull();
  });
});
