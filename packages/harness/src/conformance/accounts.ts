import { describe, expect } from 'bun:test';
import { call, done, expectRefusal } from './http.ts';
import { it } from './it.ts';
import { anonymous, castOf, registered, uniqueName } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

const PASSWORD = 'Correct-Horse-9';
const OTHER_PASSWORD = 'Battery-Staple-7';

/** Who people are, and their accounts. */
export function accounts(site: Target): void {
  describe('users', () => {
    it('[API-1] [API-20] a session has a friendly name, and can take another', async () => {
      const by = await anonymous(site);
      const { body } = await call(site, 'GET', '/user', { by });
      expect(body).toEqual({
        username: expect.stringMatching(/^\w+ \w+/),
        loggedIn: false,
        discordLinked: false,
      });
      for (const username of ['x', 'Zoë 🎬', uniqueName('y').padEnd(48, 'y')]) {
        const renamed = await call(site, 'POST', '/user', { by, body: { username } });
        expect(renamed).toMatchObject({ status: 200, body: { success: true } });
        expect((await call(site, 'GET', '/user', { by })).body).toMatchObject({ username });
      }
    });

    it('[API-20] [API-10] names that are none, or of somebody’s account, are refused', async () => {
      const by = await anonymous(site);
      const { body: before } = await call(site, 'GET', '/user', { by });
      const wrong = ['', '   ', 'x'.repeat(49), 'two\nlines', '\u0000', 7, null, undefined];
      for (const username of wrong)
        expectRefusal(
          await call(site, 'POST', '/user', { by, body: { username } }),
          400,
          'ZodValidationError',
        );
      const { username } = (await castOf(site)).registered;
      for (const taken of [username, username.toUpperCase()])
        expectRefusal(
          await call(site, 'POST', '/user', { by, body: { username: taken } }),
          400,
          'UsernameTaken',
        );
      expect((await call(site, 'GET', '/user', { by })).body).toEqual(before);
    });

    it('[API-20] who is not an account has none, and owns nothing', async () => {
      const by = await anonymous(site);
      expectRefusal(await call(site, 'GET', '/user/account', { by }), 401, 'NotLoggedIn');
      expectRefusal(await call(site, 'PATCH', '/user/account', { by, body: {} }), 401, 'NotLoggedIn');
      expectRefusal(await call(site, 'GET', '/user/owned-rooms', { by }), 401, 'NotLoggedIn');
    });
  });

  describe('accounts', () => {
    it('[API-20] are registered, logged out of and into again, by name and by address', async () => {
      const by = await anonymous(site);
      const username = uniqueName('Ann');
      const email = `${username}@example.org`;
      const created = await call(site, 'POST', '/user/register', {
        by,
        body: { username, password: PASSWORD, email },
      });
      const user = { success: true, user: { email, username } };
      expect(created).toMatchObject({ status: 201, body: user });
      expect((await call(site, 'GET', '/user', { by })).body).toEqual({
        username,
        loggedIn: true,
        discordLinked: false,
      });
      const account = { success: true, username, email, discordLinked: false, hasPassword: true };
      expect((await call(site, 'GET', '/user/account', { by })).body).toEqual(account);
      for (const login of [{ user: username }, { user: email }, { email }, { username }]) {
        expect(await call(site, 'POST', '/user/logout', { by })).toMatchObject({ status: 200 });
        expect((await call(site, 'GET', '/user', { by })).body).toMatchObject({ loggedIn: false });
        const loggedIn = await call(site, 'POST', '/user/login', {
          by,
          body: { ...login, password: PASSWORD },
        });
        expect(loggedIn).toMatchObject({ status: 200, body: user });
        expect(loggedIn.headers.getSetCookie().join()).toContain(`Max-Age=${120 * 24 * 3600}`);
      }
    });

    it('[API-20] [API-10] are not registered without a name, a password worth it, or what somebody else has', async () => {
      const by = await anonymous(site);
      const body = { username: uniqueName('user'), password: PASSWORD };
      const refused = (wrong: object, name = 'ZodValidationError') =>
        call(site, 'POST', '/user/register', { by, body: { ...body, ...wrong } }).then((answer) =>
          expectRefusal(answer, 400, name),
        );
      await refused({ username: '' });
      await refused({ username: 'x'.repeat(49) });
      await refused({ password: undefined });
      await refused({ password: 'Sh0rt-7' });
      await refused({ password: 'onlylowercase' });
      await refused({ password: '1234567890' });
      await refused({ email: 'no address' });
      const other = (await castOf(site)).registered;
      await refused({ username: other.username.toUpperCase() }, 'UsernameTaken');
      const email = `${body.username}@example.org`;
      await done(site, 'POST', '/user/register', { by, body: { ...body, email }, status: 201 });
      await refused({ username: uniqueName('user'), email: email.toUpperCase() }, 'AlreadyInUse');
    });

    it('[API-20] [API-10] are not logged into with a wrong name or password', async () => {
      const by = await anonymous(site);
      const { username } = await castOf(site).then((cast) => cast.trusted);
      for (const user of [username, uniqueName('nobody')])
        expectRefusal(
          await call(site, 'POST', '/user/login', { by, body: { user, password: 'Wrong-Horse-9' } }),
          401,
          'InvalidCredentials',
        );
      for (const body of [{}, { user: username }, { password: PASSWORD }, { user: 7, password: 7 }])
        expectRefusal(await call(site, 'POST', '/user/login', { by, body }), 400, 'ZodValidationError');
    });

    it('[API-20] [API-3] get another password with the old one only; their other sessions end', async () => {
      const { token, username } = await registered(site);
      const by = { token };
      const elsewhere = await anonymous(site);
      await done(site, 'POST', '/user/login', {
        by: elsewhere,
        body: { user: username, password: PASSWORD },
      });
      const change = (body: object) => call(site, 'PATCH', '/user/account', { by, body });
      expectRefusal(await change({ newPassword: OTHER_PASSWORD }), 400, 'BadApiArgumentException');
      expectRefusal(
        await change({ newPassword: OTHER_PASSWORD, currentPassword: 'Wrong-Horse-9' }),
        400,
        'InvalidCredentials',
      );
      expectRefusal(
        await change({ newPassword: 'weak', currentPassword: PASSWORD }),
        400,
        'ZodValidationError',
      );
      expect(await change({ newPassword: OTHER_PASSWORD, currentPassword: PASSWORD })).toMatchObject({
        status: 200,
      });
      expect((await call(site, 'GET', '/user', { by })).body).toMatchObject({ loggedIn: true });
      const { status, body } = await call(site, 'GET', '/user', { by: elsewhere });
      expect(status === 401 || !(body as { loggedIn: boolean }).loggedIn).toBe(true);
    });

    it('[API-20] get another address, or none; their name changes with the user’s', async () => {
      const by = await registered(site);
      const email = `${by.username}@example.org`;
      await done(site, 'PATCH', '/user/account', { by, body: { email } });
      const username = uniqueName('renamed');
      await done(site, 'POST', '/user', { by, body: { username } });
      expect((await call(site, 'GET', '/user/account', { by })).body).toMatchObject({ email, username });
      await done(site, 'PATCH', '/user/account', { by, body: { email: '' } });
      expect((await call(site, 'GET', '/user/account', { by })).body).toMatchObject({ email: null });
      const { username: taken } = (await castOf(site)).registered;
      const refused = await call(site, 'POST', '/user', { by, body: { username: taken } });
      expectRefusal(refused, 400, 'UsernameTaken');
      expectRefusal(
        await call(site, 'PATCH', '/user/account', { by, body: { email: 'none' } }),
        400,
        'ZodValidationError',
      );
    });

    it('[API-20] [MSG-10] [MSG-23] [ROM-31] whoever logs in or out is another user to their rooms at once', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      const { username, password } = (await castOf(site)).moderator;
      const by = await anonymous(site);
      const member = await room.admit(by);
      const update = (value: object) => ({
        action: 'user',
        update: { kind: 'update', value: { id: member.id, ...value } },
      });
      await done(site, 'POST', '/user/login', { by, body: { user: username, password } });
      await ann.hears(update({ name: username, isLoggedIn: true, role: 1 }));
      await done(site, 'POST', '/user/logout', { by });
      await ann.hears(update({ isLoggedIn: false, role: 0 }));
    });

    it('[API-20] know the permanent rooms that they own', async () => {
      const owner = await registered(site);
      expect((await call(site, 'GET', '/user/owned-rooms', { by: owner })).body).toEqual({
        success: true,
        data: [],
      });
      using permanent = await Room.create(site, owner, { isTemporary: false, title: 'Mine' });
      using temporary = await Room.create(site, owner);
      expect((await temporary.state())['isTemporary']).toBe(true);
      const owned = await call(site, 'GET', '/user/owned-rooms', { by: owner });
      expect(owned.body).toEqual({
        success: true,
        data: [expect.objectContaining({ name: permanent.name, title: 'Mine', isTemporary: false })],
      });
    });
  });
}
