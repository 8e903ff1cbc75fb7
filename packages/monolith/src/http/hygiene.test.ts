import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { TestSite } from '../testing/test-site.ts';

describe('HTTP at a Monolith', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await TestSite.start();
  });
  afterAll(() => site.stop());

  const EVERYWHERE = [
    ['GET', '/'],
    ['GET', '/no/such.file'],
    ['POST', '/'],
    ['GET', '/api/status'],
    ['GET', '/api/nothing'],
    ['GET', '/api/room/list'],
    ['OPTIONS', '/api/room/generate'],
  ] as const;
  for (const [method, path] of EVERYWHERE) {
    it(`[API-20] protects the answer to ${method} ${path}`, async () => {
      const { headers } = await site.call(method, path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('Permissions-Policy')).toContain('camera=()');
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin-allow-popups');
      expect(headers.get('Cross-Origin-Embedder-Policy')).toBeNull(); // it would keep media of other sites out
      expect(headers.get('Content-Security-Policy')).toContain('frame-ancestors');
    });
  }

  it('[API-20] lets nothing that the API answers be shown or embedded elsewhere', async () => {
    const { headers } = await site.call('GET', '/api/status');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
  });

  it('[CON-8] protects the answer to an upgrade that is refused', async () => {
    const { status, headers } = await site.call('GET', '/api/room/lounge', {
      headers: { Upgrade: 'h2c', Connection: 'Upgrade' },
    });
    expect(status).toBe(400);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('[API-2] gives other sites no permission', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const answer = await site.call(method, '/api/room/generate', { headers });
      const granted = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
      expect(granted).toEqual([]);
    }
  });

  it('[API-20] answers HEAD as GET, without the body', async () => {
    for (const path of ['/api/status', '/api/room/list']) {
      const init = { headers: { Authorization: `Bearer ${site.token}` } };
      const got = await fetch(`${site.origin}${path}`, init);
      const head = await fetch(`${site.origin}${path}`, { ...init, method: 'HEAD' });
      expect({ status: head.status, body: await head.text() }).toEqual({ status: got.status, body: '' });
      expect(head.headers.get('Content-Type')).toBe(got.headers.get('Content-Type'));
    }
  });

  it('[API-20] says what can be done at a path, and that there is nothing at another', async () => {
    const options = await site.call('OPTIONS', '/api/room/generate', { headers: {} });
    expect(options.status).toBe(204);
    expect(options.headers.get('Allow')).toContain('POST');
    expect((await site.call('OPTIONS', '/api/nothing', { headers: {} })).status).toBe(404);
  });

  it('[API-10] tells a wrong method from a wrong path', async () => {
    const wrongMethod = await site.call('DELETE', '/api/auth/grant');
    expect(wrongMethod).toMatchObject({
      status: 405,
      body: { success: false, error: { name: 'MethodNotAllowed' } },
    });
    expect(wrongMethod.headers.get('Allow')).toBe('HEAD, GET, OPTIONS');
    for (const path of ['/api', '/api/', '/api/nothing', '/api/auth/grant/more'])
      expect(await site.call('GET', path)).toMatchObject({ status: 404, body: { success: false } });
  });

  it('[API-10] refuses a body that is too large, whether or not its length is known', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    const whole = await site.call('POST', '/api/room/create', { body: large });
    expect(whole).toMatchObject({ status: 413, body: { error: { name: 'BadApiArgumentException' } } });
    const stream = await fetch(`${site.origin}/api/room/create`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': 'application/json' },
      body: new Blob([large]).stream(),
    });
    expect(stream.status).toBe(413);
  });

  it('[API-10] takes JSON only, and says so', async () => {
    const create = (type: string) =>
      site.call('POST', '/api/room/create', {
        headers: { Authorization: `Bearer ${site.token}`, 'Content-Type': type },
        body: { name: 'lounge' },
      });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
      expect(await create(type)).toMatchObject({
        status: 415,
        body: { error: { name: 'BadApiArgumentException' } },
      });
    expect((await create('application/json; charset=utf-8')).status).toBe(201);
  });

  it('[API-20] generates a room for who says nothing about it', async () => {
    const response = await fetch(`${site.origin}/api/room/generate`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${site.token}` },
    });
    expect(response.status).toBe(201);
  });
});
