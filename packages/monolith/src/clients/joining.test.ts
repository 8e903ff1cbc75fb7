import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { TrustedProxies } from '@usher/client-gate';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { realClock, realTimers } from '@usher/kit/runtime';
import { roomKey, type RoomKey } from '@usher/protocol';
import type { Server } from 'bun';
import { monolithConfig } from '../config.ts';
import { log } from '../testing/test-monolith.ts';
import { DirectClients } from './direct-clients.ts';
import type { DirectData } from './direct-socket.ts';
import type { Guest } from './entrance.ts';

const FOO = roomKey('foo') ?? ('' as RoomKey);

/** Plays the rooms: lets nobody in until it is told to. */
class SlowRooms {
  readonly guests: Guest[] = [];
  readonly heard: Readonly<Record<string, unknown>>[] = [];
  readonly left: string[] = [];
  readonly clients: DirectClients;
  readonly server: Server<DirectData>;

  constructor(limits: object = {}) {
    const config = monolithConfig.parse({ limits });
    this.clients = new DirectClients({
      config,
      proxies: new TrustedProxies(['127.0.0.0/8'], 'monolith.trusted_proxies'),
      visits: {
        joined: (guest) => void this.guests.push(guest),
        said: (_, message) => void this.heard.push(message),
        left: (client) => void this.left.push(client),
      },
      clock: realClock,
      timers: realTimers,
      log,
    });
    this.server = Bun.serve<DirectData>({
      hostname: '127.0.0.1',
      port: 0,
      websocket: this.clients.handler,
      fetch: (request, server) => this.clients.upgrades.answer(request, '127.0.0.1', server),
    });
    this.clients.serveOn(this.server);
  }

  async knock(headers: Record<string, string> = {}): Promise<{ client: TestClient; guest: Guest }> {
    const count = this.guests.length;
    const client = new TestClient(`ws://127.0.0.1:${this.server.port}/api/room/foo`, { headers });
    await client.opened();
    client.auth('a-token');
    const guest = await until('a Join is under way', () => this.guests[count]);
    return { client, guest };
  }

  letIn({ id }: Guest): void {
    this.clients.send(id, '{"action":"sync"}');
  }

  async stop(): Promise<void> {
    this.clients.stop();
    await this.server.stop(true);
  }
}

describe('direct clients at their rooms’ doors', () => {
  let rooms: SlowRooms;
  beforeEach(() => void (rooms = new SlowRooms({ messages_per_second: 10_000, messages_burst: 10_000 })));
  afterEach(() => rooms.stop());

  it('[CON-3] are heard later, in order; clock is not, and of status only the last', async () => {
    const { client, guest } = await rooms.knock();
    const status = (now: string) => ({ action: 'status', status: now });
    for (const message of [
      { n: 1 },
      { action: 'clock', t0: 1 },
      status('ready'),
      { n: 2 },
      status('none'),
      { n: 3 },
    ])
      client.say(message);
    const kept = [{ n: 1 }, { n: 2 }, status('none'), { n: 3 }];
    const bytes = kept.reduce((sum, message) => sum + JSON.stringify(message).length, 0);
    await until('all has come', () => rooms.clients.pendingBytes === bytes);
    expect(rooms.heard).toEqual([]);
    rooms.letIn(guest);
    expect(rooms.heard).toEqual(kept);
    client.say({ n: 4 });
    await until('it is heard at once', () => rooms.heard.length === 5);
  });

  it('[CON-3] are not read at the bound of 100 messages; nothing is lost', async () => {
    const { client, guest } = await rooms.knock();
    const text = 'x'.repeat(600);
    for (let n = 0; n < 2000; n++) client.say({ n, text });
    await until('it is not read', () => rooms.clients.sockets.gate.pauses.now.pending === 1);
    expect(rooms.clients.pendingBytes).toBeLessThan(512 * 1024); // of 1.2 MB
    rooms.letIn(guest);
    await until('all is heard', () => rooms.heard.length === 2000);
    expect(rooms.heard.map(({ n }) => n)).toEqual(Array.from({ length: 2000 }, (_, n) => n));
    expect(rooms.clients.sockets.gate.pauses.now.pending).toBe(0);
    expect(rooms.clients.pendingBytes).toBe(0);
  });

  it('[CON-3] are not read at the bound of 64 KiB', async () => {
    const { client } = await rooms.knock();
    for (let n = 0; n < 3; n++) client.say({ text: 'x'.repeat(30_000) });
    await until('it is not read', () => rooms.clients.sockets.gate.pauses.now.pending === 1);
  });

  it('[CON-3] hear nothing of the room before their first message', async () => {
    const { client, guest } = await rooms.knock();
    rooms.clients.broadcast(FOO, '{"action":"secret"}');
    rooms.letIn(guest);
    rooms.clients.broadcast(FOO, '{"action":"public"}');
    await until('it hears', () => client.heard.length === 2);
    expect(client.messages.map(({ action }) => action)).toEqual(['sync', 'public']);
  });

  it('[OWN-6] are closed with 1013 when they are refused, or another Monolith has the room; they do not leave', async () => {
    const [one, two] = [await rooms.knock(), await rooms.knock()];
    one.client.say({ n: 1 });
    rooms.clients.refused(one.guest.id, 'store-unavailable');
    rooms.clients.moved(two.guest.id);
    expect(await one.client.ended()).toMatchObject({ code: 1013 });
    expect(await two.client.ended()).toMatchObject({ code: 1013 });
    expect(rooms.left).toEqual([]);
    expect(rooms.heard).toEqual([]);
    expect(rooms.clients.size).toBe(0);
  });

  const unloads = [
    ['shutdown', 1013], // it has fenced itself
    ['commanded', 1013],
    ['moved', 1001],
    ['admin', 4003],
  ] as const;
  for (const [reason, code] of unloads) {
    it(`[OWN-6] [CON-9] are closed with ${code} when their room is unloaded: ${reason}`, async () => {
      const { client, guest } = await rooms.knock();
      rooms.letIn(guest);
      rooms.clients.unloaded(roomKey('bar') ?? FOO, 1, reason);
      expect(rooms.clients.size).toBe(1);
      rooms.clients.unloaded(FOO, 1, reason);
      expect(await client.ended()).toMatchObject({ code });
      expect(rooms.left).toEqual([]);
    });
  }

  it('[CON-7] leave at once when they make a mistake', async () => {
    const { client, guest } = await rooms.knock();
    client.say({ n: 1 });
    client.send('nonsense');
    expect(await client.ended()).toMatchObject({ code: 1007 });
    expect(rooms.left).toEqual([guest.id]);
    rooms.letIn(guest);
    expect(rooms.heard).toEqual([]);
  });

  it('[LNK-24] come with their address, as the proxies in front tell it', async () => {
    const { guest } = await rooms.knock({ 'X-Forwarded-For': '198.51.100.7, ::ffff:192.0.2.1' });
    expect(guest.address).toBe('192.0.2.1');
  });
});

describe('direct clients that do not authenticate', () => {
  it('[CON-2] are closed each at its own time', async () => {
    const rooms = new SlowRooms({ auth_timeout: '400ms' });
    const url = `ws://127.0.0.1:${rooms.server.port}/api/room/foo`;
    const first = new TestClient(url);
    await first.opened();
    const { client: good } = await rooms.knock();
    const second = new TestClient(url);
    expect(await first.ended()).toEqual({ code: 4004, reason: 'timed out' });
    expect(await second.ended()).toEqual({ code: 4004, reason: 'timed out' });
    expect(good.closed).toBeNull();
    await rooms.stop();
  });
});
