import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { TestSite } from '../testing/test-site.ts';
import { PASSWORD, TestUser } from '../testing/test-user.ts';

const OTHER_PASSWORD = 'Another one';

describe('accounts over HTTP', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  const change = (user: TestUser, body: unknown) => user.call('PATCH', '/api/user/account', body);
  const account = async (user: TestUser) => (await user.call('GET', '/api/user/account')).body;

  it('[API-20] shows an account to who is logged in', async () => {
    const ann = await TestUser.registered(site, 'Ann', 'ann@example.org');
    const { status, headers, body } = await ann.call('GET', '/api/user/account');
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    const shown = { username: 'Ann', email: 'ann@example.org', discordLinked: false, hasPassword: true };
    expect(body).toEqual({ success: true, ...shown });
  });

  it('[API-20] has no account for who is not logged in', async () => {
    const user = await TestUser.arrive(site);
    for (const method of ['GET', 'PATCH']) {
      const body = method === 'GET' ? undefined : { newPassword: OTHER_PASSWORD };
      expect(await user.call(method, '/api/user/account', body)).toMatchObject({
        status: 401,
        body: { success: false, error: { name: 'NotLoggedIn' } },
      });
    }
  });

  it('[API-20] changes the address, forgets it, and keeps what is absent', async () => {
    const ann = await TestUser.registered(site, 'Ann');
    const { status, body } = await change(ann, { email: 'ann@example.org' });
    expect({ status, body }).toEqual({ status: 200, body: { success: true } });
    expect((await change(ann, {})).status).toBe(200);
    expect(await account(ann)).toMatchObject({ email: 'ann@example.org' });
    expect((await change(ann, { email: null })).status).toBe(200);
    expect(await account(ann)).toMatchObject({ email: null });
  });

  it('[API-20] gives an address to one account only', async () => {
    await TestUser.registered(site, 'Ann', 'ann@example.org');
    const bob = await TestUser.registered(site, 'Bob');
    const wanted = { email: 'ANN@example.org', currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    expect(await change(bob, wanted)).toMatchObject({
      status: 400,
      body: { success: false, error: { name: 'AlreadyInUse' } },
    });
    expect((await bob.logIn('Bob')).status).toBe(200);
  });

  it('[API-20] changes the password, which ends the other sessions', async () => {
    const ann = await TestUser.registered(site, 'Ann');
    const [other, bob] = [await TestUser.arrive(site), await TestUser.registered(site, 'Bob')];
    await other.logIn('Ann');
    const wanted = { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD };
    expect((await change(ann, wanted)).status).toBe(200);
    expect(await ann.who()).toMatchObject({ username: 'Ann', loggedIn: true });
    expect(await bob.who()).toMatchObject({ username: 'Bob', loggedIn: true });
    expect(await other.call('GET', '/api/user')).toMatchObject({
      status: 401,
      body: { error: { name: 'MissingToken' } },
    });
    expect((await bob.logIn('Ann', PASSWORD)).status).toBe(401);
    expect((await bob.logIn('Ann', OTHER_PASSWORD)).status).toBe(200);
  });

  const REFUSALS: [why: string, body: unknown, name: string][] = [
    ['without the current password', { newPassword: OTHER_PASSWORD }, 'BadApiArgumentException'],
    ['with a wrong one', { currentPassword: 'a wrong 1', newPassword: OTHER_PASSWORD }, 'InvalidCredentials'],
    [
      'with a wrong one and an address',
      { currentPassword: 'a wrong 1', email: 'a@example.org' },
      'InvalidCredentials',
    ],
    ['by a weak one', { currentPassword: PASSWORD, newPassword: 'weakweak' }, 'ZodValidationError'],
    ['by none', { currentPassword: PASSWORD, newPassword: '' }, 'ZodValidationError'],
    ['with an address that is none', { email: 'nowhere' }, 'ZodValidationError'],
  ];
  for (const [why, body, name] of REFUSALS) {
    it(`[API-20] changes nothing ${why}`, async () => {
      const ann = await TestUser.registered(site, 'Ann');
      expect(await change(ann, body)).toMatchObject({
        status: 400,
        body: { success: false, error: { name } },
      });
      expect(await account(ann)).toMatchObject({ email: null });
      expect((await ann.logIn('Ann')).status).toBe(200);
    });
  }

  it('[API-11] counts wrong current passwords as failed logins', async () => {
    const ann = await TestUser.registered(site, 'Ann');
    const guess = () => change(ann, { currentPassword: 'a wrong 1', newPassword: OTHER_PASSWORD });
    for (let failures = 0; failures < 10; failures++) expect((await guess()).status).toBe(400);
    const { status, headers, body } = await change(ann, {
      currentPassword: PASSWORD,
      newPassword: OTHER_PASSWORD,
    });
    expect([status, headers.get('Retry-After'), body.error.name]).toEqual([429, '1', 'TooManyRequests']);
    expect((await ann.logIn('Ann')).status).toBe(429);
  });
});
