import { afterEach, describe, expect, it } from 'bun:test';
import { QuietLog } from '@usher/kit/runtime';
import { FakeTime } from '@usher/kit/testing';
import { Hono } from 'hono';
import { SqliteLiveState } from '../store/sqlite-live-state.ts';
import { requestFrom } from '../testing/request-from.ts';
import { log, temporaryDirectory } from '../testing/test-monolith.ts';
import { API_KEY, TestSite } from '../testing/test-site.ts';
import { UnreliableStore } from '../testing/unreliable-store.ts';
import { respondWithError } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { trustedProxies } from './client-address.ts';
import { rateLimit } from './rate-limit.ts';

/** What the answers of a site say about the points of one client. */
async function remaining(site: TestSite, headers: Record<string, string> = {}): Promise<number> {
  const answer = await site.call('GET', '/api/nothing', { headers });
  return Number(answer.headers.get('X-RateLimit-Remaining'));
}

describe('[API-11] the rate limit of a Monolith', () => {
  let site: TestSite;
  afterEach(() => site.stop());

  const start = async (config: Parameters<typeof TestSite.start>[0] = {}) => {
    site = await TestSite.start({ rate_limit: 100, ...config });
  };

  it('says with every counted answer what is left, whether it is a success or not', async () => {
    await start();
    const { headers, status } = await site.call('GET', '/api/auth/grant', { headers: {} });
    expect(status).toBe(200);
    expect(headers.get('X-RateLimit-Limit')).toBe('100');
    expect(headers.get('X-RateLimit-Remaining')).toBe('98');
    expect(Number(headers.get('X-RateLimit-Reset'))).toBeWithin(3590, 3601);
    expect(await remaining(site)).toBe(97);
    const free = await site.call('GET', '/api/status', { headers: {} });
    expect(free.headers.get('X-RateLimit-Remaining')).toBeNull();
  });

  it('is one for all Monoliths: who has spent the points at both gets 429 at either, and when to come again', async () => {
    await start();
    const other = await site.add();
    const generate = (at = site.monolith) => site.call('POST', '/api/room/generate', { at, body: {} });
    expect((await generate()).status).toBe(201);
    expect((await generate(other)).status).toBe(429); // 1 for the first token, 50, and there are 49
    for (let spent = 51; spent < 100; spent++) {
      const at = spent % 2 === 0 ? other : site.monolith;
      expect((await site.call('GET', '/api/room/list', { at })).status).toBe(200);
    }
    for (const at of [site.monolith, other]) {
      const { status, headers, body } = await site.call('GET', '/api/room/list', { at });
      expect({ status, body }).toMatchObject({
        status: 429,
        body: { success: false, error: { name: 'TooManyRequests', message: expect.any(String) } },
      });
      expect(Number(headers.get('Retry-After'))).toBeWithin(3590, 3601);
      expect(headers.get('X-RateLimit-Limit')).toBe('100');
      expect(headers.get('X-RateLimit-Remaining')).toBe('0');
      expect(Number(headers.get('X-RateLimit-Reset'))).toBeWithin(3590, 3601);
    }
    const elsewhere = await requestFrom('127.0.0.3', `${site.origin}/api/auth/grant`);
    expect(elsewhere.status).toBe(200);
  });

  it('is not for administrators, and nobody else can say to be one', async () => {
    await start({ rate_limit: 3 });
    for (let n = 0; n < 5; n++) await remaining(site);
    const list = (headers: Record<string, string>) => site.call('GET', '/api/room/list', { headers });
    expect((await list({ apikey: API_KEY })).status).toBe(200);
    expect((await list({ apikey: 'a guess' })).status).toBe(429);
    const metrics = await site.call('GET', '/api/status/metrics', {
      headers: { Authorization: `Bearer ${API_KEY}` },
    });
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain('usher_monolith_rate_limited_total 4');
  });

  it('can be switched off', async () => {
    await start({ rate_limit: 0 });
    const { headers } = await site.call('GET', '/api/auth/grant', { headers: {} });
    expect(headers.get('X-RateLimit-Limit')).toBeNull();
  });

  it('believes no X-Forwarded-For of a peer that is neither a configured proxy nor a linked Balancer', async () => {
    await start();
    const balancer = await site.balancer(); // at 127.0.0.1
    const from = async (client: string) => {
      const headers = { 'X-Forwarded-For': client };
      const answer = await requestFrom('127.0.0.2', `${site.origin}/api/auth/grant`, { headers });
      return answer.headers.get('X-RateLimit-Remaining');
    };
    expect([await from('203.0.113.1'), await from('203.0.113.2')]).toEqual(['99', '98']);
    balancer.close();
  });

  it('believes a Balancer while it holds a link: the rightmost element that is none of ours counts', async () => {
    await start();
    const forged = { 'X-Forwarded-For': '203.0.113.1' };
    expect(await remaining(site, forged)).toBe(98); // 127.0.0.1 itself, which holds no link yet
    const balancer = await site.balancer();
    expect(await remaining(site, forged)).toBe(99);
    expect(await remaining(site, { 'X-Forwarded-For': '6.6.6.6, 203.0.113.1' })).toBe(98);
    expect(await remaining(site, { 'X-Forwarded-For': '203.0.113.1, 127.0.0.1' })).toBe(97);
    expect(await remaining(site, { 'X-Forwarded-For': '203.0.113.2' })).toBe(99);
    expect(await remaining(site, { 'X-Forwarded-For': 'no address' })).toBe(97);
    balancer.close();
    await untilForgotten();
  });

  /** The address of a Balancer that is gone is a stranger's again. */
  async function untilForgotten(): Promise<void> {
    for (let n = 1; n < 90; n++)
      if ((await remaining(site, { 'X-Forwarded-For': `198.51.100.${n}` })) !== 99) return;
    throw new Error('the Balancer that has gone is believed on');
  }

  it('[BAL-33] trusts nothing that is neither an address nor a network', async () => {
    await start();
    expect(() => trustedProxies(['10.0.0.0/8', 'proxy.example'], () => [])).toThrow(
      'monolith.trusted_proxies: expected addresses or networks such as "10.0.0.0/8", found "proxy.example"',
    );
  });

  it('counts an IPv6 customer, who has a /64, as one', async () => {
    await start({ trusted_proxies: ['127.0.0.1'] });
    const [a, b, other] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'];
    expect(await remaining(site, { 'X-Forwarded-For': a ?? '' })).toBe(99);
    expect(await remaining(site, { 'X-Forwarded-For': b ?? '' })).toBe(98);
    expect(await remaining(site, { 'X-Forwarded-For': other ?? '' })).toBe(99);
  });

  it('[API-1] marks cookies as Secure where a believed proxy says that the client came by HTTPS', async () => {
    await start({ trusted_proxies: ['127.0.0.1'] });
    const headers = { 'X-Forwarded-Proto': 'https' };
    const grantFrom = async (address: string) =>
      (await requestFrom(address, `${site.origin}/api/auth/grant`, { headers })).headers.get('Set-Cookie');
    expect(await grantFrom('127.0.0.1')).toContain('Secure');
    expect(await grantFrom('127.0.0.2')).not.toContain('Secure');
  });

  it('[BAL-20] takes nothing for a room that another Monolith has', async () => {
    await start({ rate_limit: 1000 });
    const other = await site.add();
    await site.createRoom({ name: 'lounge' });
    await site.call('GET', '/api/room/lounge');
    const before = await remaining(site);
    expect((await site.call('GET', '/api/room/lounge', { at: other })).status).toBe(421);
    expect(await remaining(site)).toBe(before - 1);
  });
});

it('[API-11] without its store there is no limit, but nobody may guess passwords', async () => {
  const directory = temporaryDirectory();
  const store = new UnreliableStore(new SqliteLiveState({ dataDir: directory.path }));
  const app = new Hono<ApiEnv>();
  app.onError((error, context) => respondWithError(error, context, log));
  app.use((context, next) => {
    context.set('client', { address: '203.0.113.1', isEncrypted: false });
    return next();
  });
  let refusals = 0;
  const quiet = new QuietLog(log, new FakeTime());
  app.use(
    rateLimit({
      points: () => 10,
      store,
      refused: () => void refusals++,
      apiKey: () => '',
      basePath: '/api',
      log: quiet,
    }),
  );
  app.all('*', (context) => context.text('done'));

  const status = async (method: string, path: string) =>
    (await app.request(`/api${path}`, { method })).status;
  expect(await status('POST', '/user/login')).toBe(200);
  expect(await status('GET', '/room/list')).toBe(429);
  expect(refusals).toBe(1);
  store.isDown = true;
  expect(await status('GET', '/room/list')).toBe(200);
  expect(await status('POST', '/user/login')).toBe(503);
  expect(await status('POST', '/user/register')).toBe(503);
  await store.close();
  directory.remove();
});
