import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { TestClient } from '../testing/test-client.ts';
import { API_KEY, TestSite } from '../testing/test-site.ts';
import { TestUser } from '../testing/test-user.ts';

const BAN = '/api/room/lounge/ban';
const DONE = { status: 200, body: { success: true } };

const refused = (name: string, status = 400) => ({ status, body: { success: false, error: { name } } });

const idOf = (client: TestClient): string =>
  (client.heard('you')[0]?.['info'] as { id: string } | undefined)?.id ?? '';

describe('bans over HTTP', () => {
  let site: TestSite;
  let owner: TestUser;
  let troll: TestUser;
  beforeEach(async () => {
    site = await TestSite.start();
    owner = await TestUser.registered(site, 'owner');
    troll = await TestUser.arrive(site);
    await owner.call('POST', '/api/room/create', { name: 'lounge' });
  });
  afterEach(() => site.stop());

  const tryToJoin = (token: string): TestClient => {
    const client = site.connect('/api/room/lounge');
    client.say({ action: 'auth', token });
    return client;
  };
  const bans = async () => (await owner.call('GET', '/api/room/lounge')).body.bans;

  it('[ROM-34] closes the banned with 4005, and refuses them until the ban is lifted', async () => {
    const client = await site.join('lounge', troll.token);
    const ban = { clientId: idOf(client) };
    expect(await owner.call('POST', BAN, ban)).toMatchObject(DONE);
    expect(await client.closed).toBe(4005);
    expect(await tryToJoin(troll.token).closed).toBe(4005);
    expect(await owner.call('DELETE', BAN, ban)).toMatchObject(DONE);
    await site.join('lounge', troll.token);
  });

  it('[ROM-34] lists bans by name, for those who may lift them, and never sessions or addresses', async () => {
    const client = await site.join('lounge', troll.token);
    await owner.call('POST', BAN, { clientId: idOf(client), address: true });
    const { username } = await troll.who();
    const [{ id, ...ban }] = await bans();
    expect(ban).toEqual({ name: username });
    for (const headers of [undefined, { apikey: API_KEY }]) {
      const seen = await site.call('GET', '/api/room/lounge', headers && { headers });
      expect('bans' in seen.body).toBe(headers !== undefined);
      expect(JSON.stringify(seen.body)).not.toContain('127.0.0.1');
    }
    expect(await owner.call('DELETE', BAN, { banId: id })).toMatchObject(DONE);
    expect(await bans()).toEqual([]);
  });

  it('[ROM-34] bans the address if asked for', async () => {
    const client = await site.join('lounge', troll.token);
    const neighbour = await site.join('lounge');
    await owner.call('POST', BAN, { clientId: idOf(client), address: true });
    expect(await client.closed).toBe(4005);
    expect(await neighbour.closed).toBe(4005);
    expect(await tryToJoin((await TestUser.arrive(site)).token).closed).toBe(4005);
    await site.join('lounge', owner.token);
  });

  it('[ROM-34] is closed to those without the permission, and says what is wrong', async () => {
    const client = await site.join('lounge', troll.token);
    const theirs = await site.join('lounge', owner.token);
    for (const method of ['POST', 'DELETE']) {
      for (const clientId of [idOf(client), idOf(theirs)]) {
        expect(await site.call(method, BAN, { body: { clientId } })).toMatchObject(
          refused('PermissionDeniedException'),
        );
      }
      for (const body of [{}, { clientId: '' }, { userId: 'x' }, { clientId: 'a', userId: 1 }]) {
        expect(await owner.call(method, BAN, body)).toMatchObject(refused('ZodValidationError'));
      }
    }
    expect(await owner.call('POST', BAN, { clientId: idOf(theirs) })).toMatchObject(
      refused('PermissionDeniedException'),
    );
    expect(await owner.call('POST', BAN, { clientId: 'nobody' })).toMatchObject(
      refused('ClientNotFoundInRoomException'),
    );
    expect(await owner.call('DELETE', BAN, { userId: 999 })).toMatchObject(
      refused('BadApiArgumentException'),
    );
    expect(await site.call('POST', '/api/room/nowhere/ban', { body: { userId: 1 } })).toMatchObject(
      refused('RoomNotFoundException', 404),
    );
  });

  it('[ROM-34] counts for clients of Balancers, by the address that these saw', async () => {
    const balancer = await site.balancer();
    const neighbour = await TestUser.arrive(site);
    balancer.join('lounge', 'c1', troll.token, { ip: '2001:db8::1' });
    await until('it has joined', () => balancer.toClient('c1', 'you').length > 0);
    await owner.call('POST', BAN, { clientId: 'c1', address: true });
    await until('it is kicked', () => balancer.controls('kick').length === 1);
    balancer.join('lounge', 'c2', neighbour.token, { ip: '2001:db8::2' });
    await until('its neighbour, too', () => balancer.controls('kick').length === 2);
    expect(balancer.controls('kick')).toMatchObject([
      { room: 'lounge', id: 'c1', code: 4005 },
      { room: 'lounge', id: 'c2', code: 4005 },
    ]);
    balancer.join('lounge', 'c3', neighbour.token, { ip: '2001:db8:1::1' });
    await until('who is elsewhere has joined', () => balancer.toClient('c3', 'you').length > 0);
    expect(JSON.stringify(balancer.toRoom('lounge', 'event'))).not.toContain('2001');
    balancer.close();
  });
});
