import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { TestSite } from '../testing/test-site.ts';
import { PASSWORD, TestUser } from '../testing/test-user.ts';

const LOGGED_IN_SECONDS = 120 * 86_400;
const ANONYMOUS_SECONDS = 14 * 86_400;

describe('logging in over HTTP', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.stop());

  it('[API-20] registers an account, which is then logged in with the same token', async () => {
    const user = await TestUser.arrive(site);
    const { status, headers, body } = await user.register({ username: ' Ann ', email: 'ann@example.org' });
    expect(status).toBe(201);
    expect(body).toEqual({ success: true, user: { email: 'ann@example.org', username: 'Ann' } });
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(cookieIn(headers)).toEqual({ token: user.token, seconds: LOGGED_IN_SECONDS });
    expect(headers.get('Set-Cookie')).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(await user.who()).toEqual({ username: 'Ann', loggedIn: true, discordLinked: false });
  });

  it('[API-20] needs no address to register', async () => {
    const user = await TestUser.arrive(site);
    for (const [username, email] of [
      ['Ann', undefined],
      ['Bob', null],
      ['Carl', ''],
    ] as const) {
      const { status, body } = await user.register({ username, ...(email !== undefined && { email }) });
      expect({ status, user: body.user }).toEqual({ status: 201, user: { email: null, username } });
    }
  });

  it('[API-20] registers no name and no address twice', async () => {
    await TestUser.registered(site, 'Ann', 'ann@example.org');
    const user = await TestUser.arrive(site);
    expect(await user.register({ username: 'ANN' })).toMatchObject({
      status: 400,
      body: { success: false, error: { name: 'UsernameTaken' } },
    });
    expect(await user.register({ username: 'Bob', email: 'ANN@example.org' })).toMatchObject({
      status: 400,
      body: { success: false, error: { name: 'AlreadyInUse' } },
    });
    expect(await user.who()).toMatchObject({ loggedIn: false });
  });

  it('[HOS-2] [API-10] what no name can have is a mistake of the request, whichever the database', async () => {
    const user = await TestUser.arrive(site);
    for (const field of ['user', 'username', 'email']) {
      const { status, body } = await user.call('POST', '/api/user/login', {
        [field]: 'a\u0000b',
        password: PASSWORD,
      });
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { error: { name: 'ZodValidationError' } },
      });
    }
  });

  const UNFIT: [field: string, value: unknown][] = [
    ['password', 'short 1'],
    ['password', 'onlylower'],
    ['password', 'ONLYUPPER'],
    ['password', '1234567890'],
    ['password', `Aa1${'x'.repeat(1022)}`],
    ['password', `Aa1${'ä'.repeat(511)}`],
    ['password', 12_345_678],
    ['email', 'nowhere'],
    ['email', `${'x'.repeat(250)}@example.org`],
    ['username', 'a\nb'],
    ['username', 'x'.repeat(49)],
  ];
  for (const [field, value] of UNFIT) {
    it(`[API-20] refuses to register with ${field} ${JSON.stringify(value).slice(0, 20)}`, async () => {
      const user = await TestUser.arrive(site);
      const { status, body } = await user.register({ username: 'Ann', [field]: value });
      expect(status).toBe(400);
      expect(body.error).toMatchObject({ name: 'ZodValidationError', details: [{ path: [field] }] });
      expect(JSON.stringify(body)).not.toContain('horse');
    });
  }

  it('[API-20] logs in by name or address, the token staying valid', async () => {
    await TestUser.registered(site, 'Ann', 'ann@example.org');
    const logins = [
      { user: 'ANN' },
      { user: 'Ann@example.org' },
      { username: 'ann' },
      { email: 'ann@example.org' },
    ];
    for (const login of logins) {
      const user = await TestUser.arrive(site);
      const body = { ...login, password: PASSWORD };
      const response = await user.call('POST', '/api/user/login', body);
      expect(response.status).toBe(200);
      expect(response.body).toEqual({ success: true, user: { email: 'ann@example.org', username: 'Ann' } });
      expect(cookieIn(response.headers)).toEqual({ token: user.token, seconds: LOGGED_IN_SECONDS });
      expect(await user.who()).toMatchObject({ username: 'Ann', loggedIn: true });
    }
  });

  it('[API-20] tells a wrong password from an unknown name to nobody', async () => {
    await TestUser.registered(site, 'Ann');
    const user = await TestUser.arrive(site);
    const wrong = await user.logIn('Ann', 'a wrong 1');
    const unknown = await user.logIn('Nobody', 'a wrong 1');
    expect(wrong).toMatchObject({
      status: 401,
      body: { success: false, error: { name: 'InvalidCredentials' } },
    });
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect(wrong.headers.get('Set-Cookie')).toBeNull();
    expect(await user.who()).toMatchObject({ loggedIn: false });
  });

  it('[API-20] refuses a login that lacks something', async () => {
    const user = await TestUser.arrive(site);
    for (const body of [
      {},
      { user: 'Ann' },
      { password: PASSWORD },
      { user: 'Ann', password: '' },
      { user: 7, password: PASSWORD },
    ]) {
      const refused = await user.call('POST', '/api/user/login', body);
      expect(refused).toMatchObject({ status: 400, body: { error: { name: 'ZodValidationError' } } });
    }
  });

  it('[API-11] says when to try again after ten failed logins, whoever tries, wherever', async () => {
    const other = await site.add();
    await TestUser.registered(site, 'Ann');
    const [guesser, ann] = [await TestUser.arrive(site), await TestUser.arrive(site)];
    for (let failures = 0; failures < 10; failures++) {
      expect((await guesser.logIn('Ann', 'a wrong 1')).status).toBe(401);
    }
    const { status, headers, body } = await ann.logIn('Ann', PASSWORD, other);
    expect(status).toBe(429);
    expect(headers.get('Retry-After')).toBe('1');
    expect(body).toMatchObject({
      success: false,
      error: { name: 'TooManyRequests', message: expect.stringContaining('1 s') },
    });
  });

  it('[API-20] has only so many wait to log in, and tells the others to come back', async () => {
    const user = await TestUser.arrive(site);
    const answers = await Promise.all(Array.from({ length: 72 }, () => user.logIn('Nobody', 'a wrong 1')));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers } of refused) expect(headers.get('Retry-After')).toBe('5');
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(72 - refused.length);
    expect((await user.logIn('Nobody', 'a wrong 1')).status).toBe(401);
  }, 30_000);

  it('[API-20] makes a session anonymous again, under a name that nobody chose', async () => {
    const ann = await TestUser.registered(site, 'Ann');
    const { status, headers, body } = await ann.logOut();
    expect({ status, body }).toEqual({ status: 200, body: { success: true } });
    expect(cookieIn(headers)).toEqual({ token: ann.token, seconds: ANONYMOUS_SECONDS });
    const { username, loggedIn } = await ann.who();
    expect(loggedIn).toBe(false);
    expect(username).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  });

  it('[API-20] leaves a session alone that nobody is logged in to', async () => {
    const user = await TestUser.arrive(site);
    const before = await user.who();
    expect((await user.logOut()).status).toBe(200);
    expect(await user.who()).toEqual(before);
  });

  it('[API-1] logs nobody in to a token that somebody may have planted as a cookie', async () => {
    await TestUser.registered(site, 'Ann');
    const planted = await TestUser.arrive(site);
    const login = { user: 'Ann', password: PASSWORD };
    const byCookie = (Origin: string) =>
      site.call('POST', '/api/user/login', {
        body: login,
        headers: { Cookie: `token=${planted.token}`, Origin },
      });
    expect((await byCookie('https://evil.example')).status).toBe(403);
    const { status, headers } = await byCookie(site.origin);
    const cookie = cookieIn(headers);
    expect({ status, seconds: cookie?.seconds }).toEqual({ status: 200, seconds: LOGGED_IN_SECONDS });
    expect(cookie?.token).not.toBe(planted.token);
    expect(await planted.who()).toMatchObject({ loggedIn: false });
    const own = await site.call('GET', '/api/user', { headers: { Cookie: `token=${cookie?.token}` } });
    expect(own.body).toMatchObject({ username: 'Ann', loggedIn: true });
  });

  it('[API-1] leaves nobody logged in to a cookie that was replaced', async () => {
    await TestUser.registered(site, 'Bob');
    const ann = await TestUser.registered(site, 'Ann');
    const headers = { Cookie: `token=${ann.token}`, Origin: site.origin };
    await site.call('POST', '/api/user/login', { body: { user: 'Bob', password: PASSWORD }, headers });
    expect(await ann.who()).toMatchObject({ loggedIn: false });
  });

  it('[API-1] grants a cookie that lives as long as the session', async () => {
    const ann = await TestUser.registered(site, 'Ann');
    const { headers } = await ann.call('GET', '/api/auth/grant');
    expect(cookieIn(headers)).toEqual({ token: ann.token, seconds: LOGGED_IN_SECONDS });
  });
});

function cookieIn(headers: Headers): { token: string; seconds: number } | null {
  const [, token = '', seconds] =
    /^token=([\w-]+);.*Max-Age=(\d+)/.exec(headers.get('Set-Cookie') ?? '') ?? [];
  return seconds === undefined ? null : { token, seconds: Number(seconds) };
}
