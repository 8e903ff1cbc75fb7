import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { chat } from '../testing/test-monolith.ts';
import { API_KEY, TestSite } from '../testing/test-site.ts';

type Headers = Record<string, string>;
const ADMINISTRATOR: Headers = { apikey: API_KEY };

describe('permanent rooms over HTTP', () => {
  let site: TestSite;
  let owner: Headers;
  beforeEach(async () => {
    site = await TestSite.start();
    owner = await registered('Olga');
  });
  afterEach(() => site.stop());

  async function registered(username: string): Promise<Headers> {
    const { body } = await site.call('GET', '/api/auth/grant', { headers: {} });
    const headers = { Authorization: `Bearer ${body.token}` };
    const account = { username, password: 'correct Horse 1' };
    expect((await site.call('POST', '/api/user/register', { body: account, headers })).status).toBe(201);
    return headers;
  }

  const create = (name: string, headers?: Headers, wanted: object = {}) =>
    site.call('POST', '/api/room/create', {
      body: { name, isTemporary: false, ...wanted },
      ...(headers !== undefined && { headers }),
    });
  const remove = (path: string, headers?: Headers) =>
    site.call('DELETE', `/api/room/${path}`, headers === undefined ? {} : { headers });
  const owned = (headers?: Headers) =>
    site.call('GET', '/api/user/owned-rooms', headers === undefined ? {} : { headers });
  const nameOf = ({ body }: { body: { error: { name: string } } }) => body.error.name;

  it('[API-20] are created by anyone; who is logged in owns it, else it can be claimed', async () => {
    expect(await create('Mine', owner)).toMatchObject({ status: 201, body: { success: true } });
    expect(await create('Ours')).toMatchObject({ status: 201, body: { success: true } });
    expect((await site.call('GET', '/api/room/mine')).body).toMatchObject({
      isTemporary: false,
      hasOwner: true,
    });
    expect((await site.call('GET', '/api/room/ours')).body).toMatchObject({
      isTemporary: false,
      hasOwner: false,
    });
    const claimed = await site.call('PATCH', '/api/room/ours', { body: { claim: true }, headers: owner });
    expect(claimed.status).toBe(200);
    expect((await site.call('GET', '/api/room/ours')).body).toMatchObject({ hasOwner: true });
  });

  it('[API-20] have names of their own', async () => {
    await create('Lounge');
    for (const isTemporary of [true, false]) {
      const second = await site.createRoom({ name: 'lounge', isTemporary });
      expect(second).toMatchObject({ status: 400, body: { error: { name: 'RoomNameTakenException' } } });
    }
    await site.createRoom({ name: 'Brief' });
    expect(nameOf(await create('brief'))).toBe('RoomNameTakenException');
  });

  it('[ROM-3] stay, with what was set, falsy values too, when all Monoliths have gone and nobody is in them', async () => {
    await create('Lounge', owner, { title: 'T', queueMode: 'vote' });
    const settings = {
      title: '',
      description: 'D',
      visibility: 'private',
      enableVoteSkip: true,
      restoreQueueBehavior: 0,
      waitForReadySeconds: 0,
      autoSkipSegmentCategories: [],
    };
    const path = '/api/room/lounge';
    expect((await site.call('PATCH', path, { body: settings, headers: owner })).status).toBe(200);
    expect((await remove('lounge', ADMINISTRATOR)).status).toBe(200);
    await site.stopFirst();
    await site.add();
    const room = await site.call('GET', path, { headers: owner });
    expect(room.body).toMatchObject({ ...settings, name: 'Lounge', queueMode: 'vote', hasOwner: true });
  });

  it('[LNK-33] [API-20] are unloaded by administrators only, as temporary ones are: their clients get 4003, and may come back', async () => {
    await create('Lounge', owner);
    await site.createRoom({ name: 'Brief' });
    for (const name of ['lounge', 'brief']) {
      const client = await site.join(name);
      for (const headers of [undefined, owner]) {
        const refused = await remove(name, headers);
        expect({ status: refused.status, name: nameOf(refused) }).toEqual({
          status: 403,
          name: 'PermissionDeniedException',
        });
      }
      expect(await remove(name, ADMINISTRATOR)).toMatchObject({ status: 200, body: { success: true } });
      expect(await client.closed).toBe(4003);
      expect((await site.call('GET', `/api/room/${name}`)).body).toMatchObject({ users: [] });
      await site.join(name);
    }
    expect((await remove('nowhere', ADMINISTRATOR)).status).toBe(404);
  });

  it('[API-20] are deleted by their owner: their clients get 4003, and the name is free', async () => {
    await create('Lounge', owner);
    const client = await site.join('lounge');
    expect(await remove('lounge?permanent=true', owner)).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(await client.closed).toBe(4003);
    expect((await site.call('GET', '/api/room/lounge')).status).toBe(404);
    expect((await owned(owner)).body).toEqual({ success: true, data: [] });
    expect((await site.createRoom({ name: 'Lounge' })).status).toBe(201);
  });

  it('[API-20] are not deleted by anyone else but administrators', async () => {
    await create('Lounge', owner);
    await create('Ours');
    await create('Hidden', owner, { visibility: 'private' });
    await site.createRoom({ name: 'Brief' });
    const stranger = await registered('Sam');
    for (const [path, headers, status, name] of [
      ['lounge', undefined, 401, 'NotLoggedIn'],
      ['lounge', stranger, 403, 'PermissionDeniedException'],
      ['ours', stranger, 403, 'PermissionDeniedException'],
      ['hidden', stranger, 404, 'RoomNotFoundException'],
      ['brief', owner, 400, 'BadApiArgumentException'],
      ['brief', ADMINISTRATOR, 400, 'BadApiArgumentException'],
      ['nowhere', owner, 404, 'RoomNotFoundException'],
    ] as const) {
      const refused = await remove(`${path}?permanent=true`, headers);
      expect({ path, status: refused.status, name: nameOf(refused) }).toEqual({ path, status, name });
    }
    expect((await remove('lounge?permanent=perhaps', owner)).status).toBe(400);
    expect((await site.call('GET', '/api/room/lounge')).status).toBe(200);
    for (const name of ['lounge', 'ours', 'hidden'])
      expect((await remove(`${name}?permanent=true`, ADMINISTRATOR)).status).toBe(200);
    expect((await site.call('GET', '/api/room/lounge')).status).toBe(404);
  });

  it('[API-20] are listed for their owner, as they are now if they are loaded here', async () => {
    await create('Zebra', owner, { title: 'Z', visibility: 'private', queueMode: 'dj' });
    await create('Attic', owner);
    await create('Ours');
    await site.createRoom({ name: 'Brief' });
    await site.join('attic');
    const attic = { name: 'Attic', title: '', description: '', visibility: 'public', queueMode: 'manual' };
    const zebra = { name: 'Zebra', title: 'Z', description: '', visibility: 'private', queueMode: 'dj' };
    const rest = { isTemporary: false, currentSource: null };
    expect(await owned(owner)).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: [
          { ...attic, ...rest, users: 1 },
          { ...zebra, ...rest, users: 0 },
        ],
      },
    });
    expect((await owned(await registered('Sam'))).body.data).toEqual([]);
    expect(await owned()).toMatchObject({ status: 401, body: { error: { name: 'NotLoggedIn' } } });
    expect((await owned({})).status).toBe(400);
  });

  it('[BAL-20] are unloaded and deleted where they are', async () => {
    await create('Lounge', owner);
    expect((await site.call('GET', '/api/room/lounge')).status).toBe(200);
    const at = await site.add();
    for (const [query, headers] of [
      ['', ADMINISTRATOR],
      ['?permanent=true', owner],
    ] as const) {
      const { status, headers: answer } = await site.call('DELETE', `/api/room/lounge${query}`, {
        at,
        headers,
      });
      expect({ status, at: answer.get('Usher-Owner') }).toEqual({ status: 421, at: site.monolith.id });
    }
  });

  it('[ROM-3] go on when the whole site is started anew, for who was in them', async () => {
    await create('Lounge', owner);
    const client = await site.join('lounge');
    client.say(chat('before'));
    await until('it is said', () => client.heard('chat').length > 0);
    await site.stopFirst();
    await site.add();
    const again = await site.join('lounge');
    await until('the chat is sent', () => again.heard('chats').length > 0);
    expect(again.heard('chats')).toMatchObject([{ messages: [{ text: 'before' }] }]);
  });
});
