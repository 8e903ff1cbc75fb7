import { describe, expect, it } from 'bun:test';
import type { ServerMessage } from '@usher/protocol';
import { FakeTime } from '@usher/kit/testing';
import { RoomClient, type RoomClientOptions } from './room-client.ts';
import { FakeServer } from './testing/fake-server.ts';
import { fullSync, user } from './testing/messages.ts';

function setUp(options: Partial<RoomClientOptions> = {}) {
  const time = new FakeTime();
  const server = new FakeServer();
  const client = new RoomClient({
    site: 'https://usher.example/base/',
    room: 'cinema',
    token: 'secret',
    clock: time,
    timers: time,
    random: () => 0.5,
    openSocket: server.open,
    ...options,
  });
  return { time, server, client };
}

function joined(options: Partial<RoomClientOptions> = {}) {
  const all = setUp(options);
  all.client.start();
  all.server.accept();
  all.server.say(fullSync());
  return all;
}

describe('connecting', () => {
  it('[CON-1] goes to the room below the site, and authenticates first', () => {
    const { client, server } = setUp();
    client.start();
    expect(server.url).toBe('wss://usher.example/base/api/room/cinema');
    server.accept();
    expect(server.heard).toEqual([{ action: 'auth', token: 'secret' }]);
    expect(client.connection.state).toBe('syncing');
  });

  it('[API-1] is granted a token when it has none, and passes it on to be kept', async () => {
    const kept: string[] = [];
    const { client, server } = setUp({
      token: null,
      grantToken: async () => 'granted',
      onToken: (token) => kept.push(token),
    });
    const connecting = new Promise<void>((resolve) => {
      client.subscribe(() => client.connection.state === 'connecting' && resolve());
    });
    client.start();
    await connecting;
    server.accept();
    expect(server.heard).toEqual([{ action: 'auth', token: 'granted' }]);
    expect(kept).toEqual(['granted']);
  });

  it('[CON-9] comes back after a loss, and keeps showing the room meanwhile', () => {
    const { client, server, time } = joined();
    server.close(1006);
    expect(client.connection).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(client.view.room?.name).toBe('cinema');
    time.advance(1000);
    server.accept();
    server.say(fullSync({ title: 'still here' }));
    expect(client.connection.state).toBe('open');
    expect(client.view.room?.title).toBe('still here');
  });

  it('[CON-9] stops when it was kicked, and starts again when told to', () => {
    const { client, server, time } = joined();
    server.close(4005);
    time.advance(600_000);
    expect(client.connection).toEqual({ state: 'stopped', code: 4005 });
    client.start();
    expect(client.connection.state).toBe('connecting');
  });

  it('hears nothing more of a socket that it gave up', () => {
    const { client, server, time } = setUp();
    client.start();
    const first = server.current;
    time.advance(10_000);
    expect(client.connection.state).toBe('waiting');
    time.advance(1_000);
    expect(server.current).not.toBe(first);
    first.accept();
    expect(client.connection.state).toBe('connecting');
    expect(first.closedWith).toBe(1000);
  });
});

describe('talking', () => {
  it('[MSG-24] tells the room that its name has changed', () => {
    const { client, server } = joined();
    client.announceUser();
    expect(server.heard.at(-1)).toEqual({ action: 'notify', message: 'usernameChanged' });
  });

  it('[MSG-2] sends requests while the room is open, and says when it cannot', () => {
    const { client, server } = joined();
    expect(client.send({ type: 2, state: true })).toBe(true);
    expect(server.heard.at(-1)).toEqual({ action: 'req', request: { type: 2, state: true } });
    server.close(1006);
    expect(client.send({ type: 3 })).toBe(false);
  });

  it('[MSG-2] says that it cannot send when the socket is closing, before it hears of the close', () => {
    const { client, server } = joined();
    const heard = server.heard.length;
    server.current.readyState = WebSocket.CLOSING;
    expect(client.connection.state).toBe('open');
    expect(client.send({ type: 3 })).toBe(false);
    expect(server.heard).toHaveLength(heard);
  });

  it('[MSG-24] reports a change of status once, and again after a reconnect', () => {
    const { client, server, time } = joined();
    const statuses = () => server.heard.filter(({ action }) => action === 'status');
    client.reportStatus('ready');
    client.reportStatus('ready');
    expect(statuses()).toEqual([{ action: 'status', status: 'ready' }]);
    server.close(1001);
    time.advance(1000);
    server.accept();
    server.say(fullSync());
    expect(statuses()).toEqual([{ action: 'status', status: 'ready' }]);
  });

  it('[WEB-6] reports anew of another item, the same status too', () => {
    const { client, server } = joined();
    const statuses = () =>
      server.heard.flatMap(({ action, status }) => (action === 'status' ? [status] : []));
    const video = (id: string) => ({ service: 'direct', id }) as const;
    server.say({ action: 'sync', currentSource: video('v1') });
    client.reportStatus('buffering');
    server.say({ action: 'sync', currentSource: video('v2') });
    client.reportStatus('buffering');
    server.say({ action: 'sync', currentSource: video('v2') });
    client.reportStatus('buffering');
    client.reportStatus('ready');
    expect(statuses()).toEqual(['buffering', 'buffering', 'ready']);
  });

  it('[CON-3] tells of messages from the first full sync on, that one too', () => {
    const { client, server } = setUp();
    const actions: string[] = [];
    client.onMessage(({ action }) => actions.push(action));
    client.start();
    server.accept();
    server.say({ action: 'you', info: { id: 'c1' } });
    server.say(fullSync());
    server.say({ action: 'you', info: { id: 'c1' } });
    expect(actions).toEqual(['sync', 'you']);
  });

  it('tells of every change, and of every message', () => {
    const { client, server } = joined();
    const views: (string | null)[] = [];
    const messages: ServerMessage[] = [];
    client.subscribe(() => views.push(client.view.you));
    client.onMessage((message) => messages.push(message));
    const error: ServerMessage = {
      action: 'error',
      code: 'VideoAlreadyQueued',
      message: 'It is queued.',
      request: 5,
    };
    server.say({ action: 'you', info: { id: 'c1' } });
    server.say(error);
    expect(views).toEqual(['c1']);
    expect(messages.at(-1)).toEqual(error);
  });

  it('counts frames that are no messages, and goes on', () => {
    const { client, server } = joined();
    server.sayText('hello');
    server.say({ action: 'user', update: { kind: 'init', value: [user('ann')] } });
    expect(client.unreadableFrames).toBe(1);
    expect(client.view.users).toHaveLength(1);
  });
});

describe('clock', () => {
  it('[WEB-2] is measured once the room is open, and follows the server', () => {
    const { client, server, time } = joined();
    server.answerClock(() => time.now() + 5_000);
    time.advance(3_000);
    expect(server.heard.filter(({ action }) => action === 'clock').length).toBeGreaterThan(25);
    expect(client.clockOffsetMs).toBe(5_000);
  });

  it('[WEB-5] is measured anew when the room comes back from another Monolith', () => {
    const { server, time } = joined();
    time.advance(10_000);
    const asked = () => server.heard.filter(({ action }) => action === 'clock').length;
    const before = asked();
    server.say(fullSync({ clockId: 'monolith-b' }));
    time.advance(1_930);
    expect(asked() - before).toBe(25);
  });

  it('[WEB-1] is not asked of a server that has none', () => {
    const { client, server, time } = setUp();
    const { clockId: _id, serverTime: _time, ...foreign } = fullSync();
    client.start();
    server.accept();
    server.say(foreign);
    time.advance(10_000);
    expect(server.heard.map(({ action }) => action)).toEqual(['auth']);
  });

  it('[WEB-14] that is not answered for 45 s means that the connection is lost', () => {
    const { client, time } = joined();
    time.advance(44_000);
    expect(client.connection.state).toBe('open');
    time.advance(2_000);
    expect(client.connection.state).toBe('waiting');
  });
});
