import { describe, expect } from 'bun:test';
import { call, expectRefusal, type Answer } from './http.ts';
import { it, itAlone } from './it.ts';
import { anonymous, registered } from './people.ts';
import type { Target } from './target.ts';

const LOGIN_FAILURES_MAX = 10;

/** What costs, where nothing else is limited. */
export function loginLimits(site: Target): void {
  describe('failed logins', () => {
    it('[API-11] [API-20] lock the account for a while after ten, whoever tries', async () => {
      const { username } = await registered(site);
      const by = await anonymous(site);
      const login = (tried: string) =>
        call(site, 'POST', '/user/login', { by, body: { user: username, password: tried } });
      for (let n = 0; n < LOGIN_FAILURES_MAX; n++)
        expectRefusal(await login(`Wrong-${n}-password`), 401, 'InvalidCredentials');
      // The first delay may be over by the time of the next attempt; it grows with each.
      let locked = await login('Wrong-once-more');
      for (let n = 0; n < LOGIN_FAILURES_MAX && locked.status !== 429; n++)
        locked = await login(`Wrong-again-${n}`);
      expectRefusal(locked, 429, 'TooManyRequests');
      expect(Number(locked.headers.get('Retry-After'))).toBeGreaterThan(0);
    });
  });
}

const remaining = ({ headers }: Answer) => Number(headers.get('X-RateLimit-Remaining'));

/** What each request costs, on a site of its own with `points` an hour. */
export function rateLimits(site: Target, points: number): void {
  describe('points', () => {
    itAlone('[API-11] are spent by each request as it costs, and then there are no more', async () => {
      const granted = await call(site, 'GET', '/auth/grant');
      const by = granted.body as { token: string };
      expect(granted.headers.get('X-RateLimit-Limit')).toBe(String(points));
      expect(Number(granted.headers.get('X-RateLimit-Reset'))).toBeGreaterThan(0);
      let left = remaining(granted);
      expect(left).toBe(points - 1);
      const costs: [cost: number, method: string, path: string, body?: unknown][] = [
        [1, 'GET', '/user'],
        [10, 'POST', '/user', { username: 'x' }],
        [100, 'POST', '/user/register', {}],
        [10, 'POST', '/user/login', {}],
        [50, 'POST', '/room/generate', {}],
        [50, 'POST', '/room/create', {}],
        [200, 'POST', '/room/create', { isTemporary: false }],
        [5, 'POST', '/room/none/queue', { service: 'direct', id: '/demo/a.mp4' }],
        [9, 'POST', '/room/none/queue', { videos: [{}, {}, {}] }],
        [5, 'PATCH', '/room/none/queue', {}],
        [5, 'DELETE', '/room/none/queue', {}],
        [5, 'GET', '/data/previewAdd?input=/demo/usher-demo.mp4'],
        [75, 'GET', '/data/previewAdd?input=words%20to%20search'],
      ];
      for (const [cost, method, path, body] of costs) {
        const answer = await call(site, method, path, { by, body });
        expect([method, path, left - remaining(answer)]).toEqual([method, path, cost]);
        left = remaining(answer);
      }
      while (left >= 50) left = remaining(await call(site, 'POST', '/room/generate', { by, body: {} }));
      const refused = await call(site, 'POST', '/room/generate', { by, body: {} });
      expectRefusal(refused, 429, 'TooManyRequests');
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(refused.headers.get('X-RateLimit-Limit')).toBe(String(points));
      expect((await call(site, 'GET', '/status')).status).toBe(200); // costs nothing
    });
  });
}
