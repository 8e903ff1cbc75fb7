import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { API_KEY, TestSite } from '../testing/test-site.ts';

describe('the API of a Monolith', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  it('[API-1] grants tokens, echoes a valid one, and sets a cookie that scripts cannot read', async () => {
    const first = await site.call('GET', '/api/auth/grant', { headers: {} });
    expect(first.headers.get('Cache-Control')).toBe('no-store');
    expect(first.headers.get('Set-Cookie')).toMatch(/^token=[\w-]{43};.*HttpOnly.*SameSite=Lax/i);
    const echo = await site.call('GET', '/api/auth/grant', {
      headers: { Authorization: `Bearer ${first.body.token}` },
    });
    expect(echo.body).toEqual(first.body);
    const renewed = await site.call('GET', '/api/auth/grant', {
      headers: { Authorization: 'Bearer forged' },
    });
    expect(renewed.body.token).not.toBe('forged');
  });

  it('[API-2] wants a token, known to it, for rooms', async () => {
    const without = await site.call('GET', '/api/room/list', { headers: {} });
    expect(without).toMatchObject({
      status: 400,
      body: { success: false, error: { name: 'MissingToken' } },
    });
    const unknown = await site.call('GET', '/api/room/list', {
      headers: { Authorization: 'Bearer forged' },
    });
    expect(unknown).toMatchObject({
      status: 401,
      body: { success: false, error: { name: 'MissingToken' } },
    });
  });

  it('[API-2] lets nothing be changed with the cookie from other sites', async () => {
    const generate = (headers: Record<string, string>) =>
      site.call('POST', '/api/room/generate', {
        body: {},
        headers: { Cookie: `token=${site.token}`, ...headers },
      });
    const own = site.origin;
    expect((await generate({ Origin: own })).status).toBe(201);
    expect((await generate({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
    expect((await generate({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await generate({ 'Sec-Fetch-Site': 'cross-site', Origin: own })).status).toBe(403);
    expect((await generate({})).status).toBe(403);
  });

  it('[API-20] creates a temporary room, whose name is then taken', async () => {
    expect(await site.createRoom({ name: 'Lounge' })).toMatchObject({
      status: 201,
      body: { success: true },
    });
    expect(await site.createRoom({ name: 'lounge' })).toMatchObject({
      status: 400,
      body: { success: false, error: { name: 'RoomNameTakenException' } },
    });
  });

  it('[API-20] generates a room that nobody finds by chance', async () => {
    const { status, body } = await site.call('POST', '/api/room/generate', { body: {} });
    expect(status).toBe(201);
    const room = await site.call('GET', `/api/room/${body.room}`);
    expect(room.body).toMatchObject({
      name: body.room,
      isTemporary: true,
      visibility: 'unlisted',
      users: [],
    });
  });

  it('[API-10] says what is wrong with a request', async () => {
    const { status, body } = await site.createRoom({ name: 'a b' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      success: false,
      error: { name: 'ZodValidationError', details: [{ path: ['name'] }] },
    });
    const broken = await site.call('POST', '/api/room/create', { body: '{' });
    expect(broken).toMatchObject({ status: 400, body: { error: { name: 'BadApiArgumentException' } } });
    const unknown = await site.call('GET', '/api/nothing');
    expect(unknown).toMatchObject({ status: 404, body: { success: false } });
  });

  it('[API-20] shows and changes a room, refusing what it does not know', async () => {
    await site.createRoom({ name: 'Lounge' });
    const changed = await site.call('PATCH', '/api/room/lounge', { body: { title: 'Film night' } });
    expect(changed).toMatchObject({ status: 200, body: { success: true } });
    expect((await site.call('GET', '/api/room/LOUNGE')).body).toMatchObject({
      name: 'Lounge',
      title: 'Film night',
    });
    expect((await site.call('PATCH', '/api/room/lounge', { body: { colour: 'red' } })).status).toBe(400);
    expect((await site.call('PATCH', '/api/room/lounge', { body: { claim: true } })).status).toBe(400);
    expect(await site.call('GET', '/api/room/nowhere')).toMatchObject({
      status: 404,
      body: { error: { name: 'RoomNotFoundException' } },
    });
  });

  it('[API-20] lists public rooms, and all of them for administrators', async () => {
    for (const [name, visibility] of [
      ['one', 'public'],
      ['two', 'unlisted'],
      ['three', 'public'],
    ]) {
      await site.createRoom({ name, visibility });
      await site.call('GET', `/api/room/${name}`);
    }
    await site.join('three');
    expect(names(await site.call('GET', '/api/room/list'))).toEqual(['three', 'one']);
    const all = await site.call('GET', '/api/room/list', { headers: { apikey: API_KEY } });
    expect(names(all)).toEqual(['three', 'one', 'two']);
  });

  it('[BAL-20] names the Monolith that owns a room with 421', async () => {
    const other = await site.add();
    await site.createRoom({ name: 'lounge' });
    expect((await site.call('GET', '/api/room/lounge')).status).toBe(200);
    const { status, headers, body } = await site.call('GET', '/api/room/lounge', { at: other });
    expect({ status, owner: headers.get('Usher-Owner') }).toEqual({ status: 421, owner: site.monolith.id });
    expect(body.success).toBe(false);
  });

  it('[BAL-30] tells its health to anyone, and its metrics to who has the key', async () => {
    expect((await site.call('GET', '/api/status', { headers: {} })).body).toEqual({ status: 'ok' });
    expect((await site.call('GET', '/api/status/metrics')).status).toBe(401);
    const metrics = await site.call('GET', '/api/status/metrics', {
      headers: { Authorization: `Bearer ${API_KEY}` },
    });
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain('usher_monolith_rooms{state="open"} 0');
  });
});

const names = ({ body }: { body: { name: string }[] }) => body.map(({ name }) => name);
