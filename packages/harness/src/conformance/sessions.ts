import { describe, expect } from 'bun:test';
import { call, done, expectRefusal, nameOf } from './http.ts';
import { it, itIf } from './it.ts';
import { Member } from './member.ts';
import { anonymous } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** Tokens, and who may ask for what with them. */
export function sessions(site: Target): void {
  describe('sessions and tokens', () => {
    it('[API-1] [API-20] a grant is a new session, as a cookie too; a valid token is given back', async () => {
      const first = await call(site, 'GET', '/auth/grant');
      const { token } = first.body as { token: string };
      expect(first.status).toBe(200);
      expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(32); // 256 bits
      expect(first.headers.get('Cache-Control')).toBe('no-store');
      const [cookie = ''] = first.headers.getSetCookie();
      expect(cookie).toStartWith(`token=${token}; `);
      for (const part of ['HttpOnly', 'SameSite=Lax', `Max-Age=${14 * 24 * 3600}`])
        expect(cookie).toContain(part);
      expect((await call(site, 'GET', '/auth/grant', { by: { token } })).body).toEqual({ token });
      const other = (await call(site, 'GET', '/auth/grant', { by: { token: 'forged' } })).body;
      expect(other).not.toEqual({ token: 'forged' });
      expect(other).not.toEqual({ token });
    });

    it('[API-2] [API-10] everything else needs a token: 400 without one, 401 with an unknown one', async () => {
      const { room } = await done<{ room: string }>(site, 'POST', '/room/generate', {
        by: await anonymous(site),
        body: {},
        status: 201,
      });
      const paths: [method: string, path: string, body?: unknown][] = [
        ['GET', '/user'],
        ['POST', '/user', { username: 'x' }],
        ['POST', '/user/register', { username: 'x', password: 'Passw0rd!' }],
        ['POST', '/user/login', { user: 'x', password: 'x' }],
        ['POST', '/user/logout'],
        ['GET', '/user/account'],
        ['PATCH', '/user/account', {}],
        ['GET', '/user/owned-rooms'],
        ['POST', '/room/generate', {}],
        ['POST', '/room/create', { name: 'abc' }],
        ['GET', `/room/${room}`],
        ['PATCH', `/room/${room}`, {}],
        ['DELETE', `/room/${room}`],
        ['DELETE', `/room/${room}?permanent=true`],
        ['POST', `/room/${room}/undo`, {}],
        ['POST', `/room/${room}/vote`, {}],
        ['DELETE', `/room/${room}/vote`, {}],
        ['POST', `/room/${room}/queue`, {}],
        ['PATCH', `/room/${room}/queue`, {}],
        ['DELETE', `/room/${room}/queue`, {}],
        ['POST', `/room/${room}/ban`, {}],
        ['DELETE', `/room/${room}/ban`, {}],
        ['POST', `/room/${room}/invite`],
        ['POST', `/room/${room}/redeem`, {}],
        ['POST', '/announce', { text: 'x' }],
      ];
      for (const [method, path, body] of paths) {
        const none = await call(site, method, path, { body });
        expect([method, path, none.status, nameOf(none)]).toEqual([method, path, 400, 'MissingToken']);
        const unknown = await call(site, method, path, { body, by: { token: 'forged' } });
        expect([method, path, unknown.status, nameOf(unknown)]).toEqual([method, path, 401, 'MissingToken']);
      }
    });

    it('[API-2] the cookie does, too; but what changes something must come from the same site', async () => {
      const { token } = await anonymous(site);
      const body = {};
      const withCookie = (headers: Record<string, string>) =>
        call(site, 'POST', '/room/generate', { body, headers: { Cookie: `token=${token}`, ...headers } });
      const { host } = new URL(site.origin);
      const read = await call(site, 'GET', '/user', { headers: { Cookie: `token=${token}` } });
      expect(read.status).toBe(200);
      expect((await withCookie({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
      expect((await withCookie({ Origin: `http://${host}` })).status).toBe(201);
      const others = [
        {},
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { 'Sec-Fetch-Site': 'none' },
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
      ];
      for (const headers of others) expectRefusal(await withCookie(headers), 403, 'CrossOriginRequest');
    });

    it('[API-2] a wrong key of administrators is refused', async () => {
      const wrong = { headers: { apikey: 'wrong' } };
      expectRefusal(await call(site, 'DELETE', '/room/any', wrong), 401, 'MissingToken');
      const empty = await call(site, 'DELETE', '/room/any', { headers: { apikey: '' } });
      expect(empty.status).toBeGreaterThanOrEqual(400);
    });

    it('[API-3] the token is the one of the auth message, on every server of the site', async () => {
      const person = await anonymous(site);
      const { username } = await done<{ username: string }>(site, 'GET', '/user', { by: person });
      for (let n = 0; n < 4; n++) {
        using room = await Room.generate(site);
        const member = await room.admit(person);
        expect((await room.state())['users']).toMatchObject([{ id: member.id, name: username }]);
      }
      using stranger = await Member.knock(site, 'any', { token: 'forged' });
      expect(await stranger.ends()).toBe(4004);
    });
  });

  describe('status and documents', () => {
    it('[API-20] [API-2] anyone may ask whether the site is up', async () => {
      const { status, body } = await call(site, 'GET', '/status');
      expect({ status, body }).toEqual({ status: 200, body: site.isBalanced ? 'OK' : { status: 'ok' } });
    });

    itIf(site.apiKey !== null)('[API-20] metrics are for who has the key', async () => {
      const metrics = await call(site, 'GET', '/status/metrics', { by: { token: site.apiKey ?? '' } });
      expect(metrics.status).toBe(200);
      expect(metrics.headers.get('Content-Type')).toStartWith('text/plain');
      expect(metrics.body).toMatch(/^# HELP usher_/m);
    });

    it('[API-20] [API-10] metrics are for nobody else', async () => {
      for (const headers of [{}, { Authorization: 'Bearer wrong' }]) {
        const refused = await call(site, 'GET', '/status/metrics', { headers });
        expectRefusal(refused, 401, site.isBalanced ? 'Unauthorized' : 'MissingToken');
      }
    });

    it('[API-20] the API describes itself, to machines and to people', async () => {
      const { body } = await call(site, 'GET', '/openapi.json');
      expect(body).toMatchObject({
        openapi: expect.stringMatching(/^3\.1/),
        info: { title: expect.any(String) },
      });
      const { paths } = body as { paths: Record<string, Record<string, unknown>> };
      expect(Object.keys(paths).length).toBeGreaterThan(10);
      const docs = await call(site, 'GET', '/docs');
      expect(docs.status).toBe(200);
      expect(docs.headers.get('Content-Type')).toStartWith('text/html');
    });

    it('[API-10] what there is not is 404, another method 405', async () => {
      const by = await anonymous(site);
      expectRefusal(await call(site, 'GET', '/nothing', { by }), 404, 'NotFound');
      const put = await call(site, 'PUT', '/user', { by, body: {} });
      expectRefusal(put, 405, 'MethodNotAllowed');
      expect(put.headers.get('Allow')).toContain('POST');
    });

    it('[API-10] what is no JSON, or not JSON at all, is refused', async () => {
      const by = await anonymous(site);
      for (const body of ['{', 'null,', '{"username":"x"'])
        expectRefusal(await call(site, 'POST', '/user', { by, body }), 400, 'BadApiArgumentException');
      for (const body of ['null', '[]', '"x"', '7', '{}'])
        expectRefusal(await call(site, 'POST', '/user', { by, body }), 400, 'ZodValidationError');
      const text = await call(site, 'POST', '/user', {
        by,
        body: 'username=x',
        headers: { 'Content-Type': 'text/plain' },
      });
      expectRefusal(text, 415, 'BadApiArgumentException');
      const huge = await call(site, 'POST', '/user', { by, body: { username: 'x'.repeat(1024 * 1024) } });
      expectRefusal(huge, 413, 'BadApiArgumentException');
    });
  });
}
