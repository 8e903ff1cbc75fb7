import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { API_KEY, TestSite } from '../testing/test-site.ts';
import { TestUser } from '../testing/test-user.ts';

const FRIENDLY_NAME = /^[A-Z][a-z]+ [A-Z][a-z]+$/;

describe('users over HTTP', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  it('[API-20] says who a token stands for', async () => {
    const user = await TestUser.arrive(site);
    const { status, headers, body } = await user.call('GET', '/api/user');
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    const username = expect.stringMatching(FRIENDLY_NAME);
    expect(body).toEqual({ username, loggedIn: false, discordLinked: false });
  });

  const ROUTES = [
    ['GET', '/api/user'],
    ['POST', '/api/user', { username: 'Ann' }],
    ['POST', '/api/user/register', { username: 'Ann', password: 'correct horse 1' }],
    ['POST', '/api/user/login', { user: 'Ann', password: 'correct horse 1' }],
    ['POST', '/api/user/logout'],
    ['GET', '/api/user/account'],
    ['PATCH', '/api/user/account', {}],
  ] as const;
  for (const [method, path, body] of ROUTES) {
    it(`[API-2] wants the token of a user for ${method} ${path}`, async () => {
      const refusal = (headers: Record<string, string>) =>
        site
          .call(method, path, { headers, body })
          .then(({ status, body: { success, error } }) => [status, success, error.name]);
      expect(await refusal({})).toEqual([400, false, 'MissingToken']);
      expect(await refusal({ Authorization: 'Bearer forged' })).toEqual([401, false, 'MissingToken']);
      expect(await refusal({ apikey: API_KEY })).toEqual([400, false, 'MissingToken']);
    });
  }

  it('[API-20] gives a session another name', async () => {
    const user = await TestUser.arrive(site);
    const { status, body } = await user.rename('  Ann Lee ');
    expect({ status, body }).toEqual({ status: 200, body: { success: true } });
    expect(await user.who()).toEqual({ username: 'Ann Lee', loggedIn: false, discordLinked: false });
    expect((await user.rename('🦊'.repeat(24))).status).toBe(200);
  });

  it('[API-20] gives an account another name, for all its sessions', async () => {
    const [ann, again] = [await TestUser.registered(site, 'Ann'), await TestUser.arrive(site)];
    await again.logIn('ann');
    expect((await ann.rename('Anna')).status).toBe(200);
    expect(await again.who()).toEqual({ username: 'Anna', loggedIn: true, discordLinked: false });
    expect((await ann.rename('ANNA')).status).toBe(200);
  });

  it('[API-20] gives nobody the name of an account', async () => {
    await TestUser.registered(site, 'Ann');
    const others = [await TestUser.arrive(site), await TestUser.registered(site, 'Bob')];
    for (const other of others) {
      const before = await other.who();
      expect(await other.rename(' aNN ')).toMatchObject({
        status: 400,
        body: { success: false, error: { name: 'UsernameTaken' } },
      });
      expect(await other.who()).toEqual(before);
    }
  });

  const UNFIT = [
    '',
    '   ',
    'x'.repeat(49),
    'a\nb',
    'a\u0000b',
    'a\u2028b',
    'a\u202Eb',
    '\u200B',
    '\uD800',
    7,
    null,
  ];
  for (const username of UNFIT) {
    it(`[API-20] refuses ${JSON.stringify(username)} as a name`, async () => {
      const user = await TestUser.arrive(site);
      const { status, body } = await user.rename(username);
      expect([status, body.success, body.error.name]).toEqual([400, false, 'ZodValidationError']);
      expect(body.error.details[0].path).toEqual(['username']);
    });
  }

  it('[API-3] knows on every Monolith who logged in on one of them', async () => {
    const other = await site.add();
    const ann = await TestUser.registered(site, 'Ann');
    expect(await ann.who(other)).toMatchObject({ username: 'Ann', loggedIn: true });
    const again = await TestUser.arrive(site);
    expect((await again.logIn('Ann', undefined, other)).status).toBe(200);
    expect(await again.who()).toMatchObject({ username: 'Ann', loggedIn: true });
    await again.rename('Anna');
    expect(await ann.who(other)).toMatchObject({ username: 'Anna' });
  });
});
