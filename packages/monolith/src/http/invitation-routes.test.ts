import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { API_KEY, TestSite } from '../testing/test-site.ts';
import { TestUser } from '../testing/test-user.ts';

const ROOM = '/api/room/den';
const DONE = { status: 200, body: { success: true } };

const refused = (name: string, status = 400) => ({ status, body: { success: false, error: { name } } });

describe('private rooms over HTTP', () => {
  let site: TestSite;
  let owner: TestUser;
  let stranger: TestUser;
  beforeEach(async () => {
    site = await TestSite.start();
    owner = await TestUser.registered(site, 'owner');
    stranger = await TestUser.arrive(site);
    await owner.call('POST', '/api/room/create', { name: 'den', visibility: 'private' });
  });
  afterEach(() => site.stop());

  const tryToJoin = async (room: string, { token }: TestUser): Promise<number> => {
    const client = site.connect(`/api/room/${room}`);
    client.say({ action: 'auth', token });
    return await client.closed;
  };
  const invite = async (): Promise<string> => (await owner.call('POST', `${ROOM}/invite`)).body.invite;

  it('[ROM-35] does not exist for strangers: every request is answered as for a room that is not there', async () => {
    const video = { service: 'direct', id: 'https://example.org/v.mp4' };
    const requests: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { title: 'T' }],
      ['PATCH', '', { claim: true }],
      ['POST', '/queue', video],
      ['PATCH', '/queue', { ...video, startAt: 1 }],
      ['DELETE', '/queue', video],
      ['POST', '/vote', video],
      ['DELETE', '/vote', video],
      ['POST', '/undo', { data: { event: { request: { type: 4 } } } }],
      ['POST', '/ban', { userId: 1 }],
      ['DELETE', '/ban', { userId: 1 }],
      ['POST', '/invite'],
      ['POST', '/redeem', { invite: 'guessed' }],
      ['DELETE', '?permanent=true'],
      ['DELETE', ''],
    ];
    for (const [method, path, body] of requests) {
      const hidden = await stranger.call(method, `${ROOM}${path}`, body);
      const missing = await stranger.call(method, `/api/room/nowhere${path}`, body);
      expect({ method, path, answer: hidden.body }).toEqual({ method, path, answer: missing.body });
      expect(hidden.status).toBe(missing.status);
    }
    expect(await stranger.call('GET', ROOM)).toMatchObject(refused('RoomNotFoundException', 404));
    expect(await tryToJoin('den', stranger)).toBe(4002);
    expect(await tryToJoin('nowhere', stranger)).toBe(4002);
  });

  it('[ROM-35] is open to its owner, and to administrators with the key; only these see it listed', async () => {
    await site.join('den', owner.token);
    expect((await owner.call('GET', ROOM)).body).toMatchObject({ name: 'den', visibility: 'private' });
    expect((await owner.call('GET', '/api/room/list')).body).toEqual([]);
    const headers = { apikey: API_KEY };
    expect((await site.call('GET', '/api/room/list', { headers })).body).toMatchObject([{ name: 'den' }]);
    expect((await site.call('GET', ROOM, { headers })).status).toBe(200);
  });

  it('[ROM-35] is open to who has redeemed an invitation', async () => {
    const made = await owner.call('POST', `${ROOM}/invite`);
    expect(made).toMatchObject({ status: 201, body: { success: true } });
    expect(made.headers.get('Cache-Control')).toBe('no-store');
    expect(made.body.invite).toMatch(/^[\w-]{32}$/);
    expect(await invite()).not.toBe(made.body.invite);
    expect(await stranger.call('POST', `${ROOM}/redeem`, made.body)).toMatchObject(DONE);
    expect((await stranger.call('GET', ROOM)).status).toBe(200);
    await site.join('den', stranger.token);
  });

  it('[ROM-35] an account that was invited enters with any of its sessions', async () => {
    const ann = await TestUser.registered(site, 'ann');
    await ann.call('POST', `${ROOM}/redeem`, { invite: await invite() });
    await stranger.logIn('ann');
    await site.join('den', stranger.token);
  });

  it('[ROM-35] takes no invitation that is wrong, and gives none to who may not invite', async () => {
    const code = await invite();
    for (const wrong of ['guessed', `${code}x`, code.toLowerCase(), code.slice(1)]) {
      expect(await stranger.call('POST', `${ROOM}/redeem`, { invite: wrong })).toMatchObject(
        refused('RoomNotFoundException', 404),
      );
    }
    expect(await stranger.call('POST', `${ROOM}/redeem`, {})).toMatchObject(refused('ZodValidationError'));
    await stranger.call('POST', `${ROOM}/redeem`, { invite: code });
    expect(await stranger.call('POST', `${ROOM}/invite`)).toMatchObject(refused('PermissionDeniedException'));
  });

  it('[ROM-35] does not lock out the anonymous session that made it', async () => {
    await stranger.call('POST', '/api/room/create', { name: 'lair', visibility: 'private' });
    await site.join('lair', stranger.token);
    expect((await stranger.call('POST', '/api/room/lair/invite')).status).toBe(201);
    expect(await tryToJoin('lair', owner)).toBe(4002);
  });

  it('[ROM-35] keeps who was there when it became private', async () => {
    await owner.call('POST', '/api/room/create', { name: 'open' });
    const client = await site.join('open', stranger.token);
    expect(await owner.call('PATCH', '/api/room/open', { visibility: 'private' })).toMatchObject(DONE);
    client.close();
    await site.join('open', stranger.token);
    expect(await tryToJoin('open', await TestUser.arrive(site))).toBe(4002);
  });
});
