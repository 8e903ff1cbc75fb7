import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, isObject, PERMISSIONS, Role } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { chat } from '../testing/test-monolith.ts';
import { TestSite } from '../testing/test-site.ts';
import type { TestClient } from '../testing/test-client.ts';
import { PASSWORD, TestUser } from '../testing/test-user.ts';

describe('users who change while they are in rooms', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
    for (const name of ['one', 'two']) await site.createRoom({ name });
  });
  afterEach(() => site.stop());

  /** With a witness in each room, and one client of `user` there. */
  async function enterBoth(user: TestUser) {
    const witnesses = [await site.join('one'), await site.join('two')];
    const clients = [await site.join('one', user.token), await site.join('two', user.token)];
    const ids = clients.map(idOf);
    /** Until both witnesses see so much of the user, each in its room. */
    const seen = (wanted: Record<string, unknown>) =>
      until(`all see ${JSON.stringify(wanted)}`, () =>
        witnesses.every((witness, room) => sees(witness, ids[room] ?? '', wanted)),
      );
    return { seen, clients };
  }

  it('[WEB-18] have their new name in all rooms at once, without a word of theirs', async () => {
    const user = await TestUser.arrive(site);
    const { seen, clients } = await enterBoth(user);
    await user.rename('Ann');
    await seen({ name: 'Ann', isLoggedIn: false, role: Role.UnregisteredUser });
    for (const client of clients) client.say(chat('hello'));
    await until('they speak as Ann', () =>
      clients.every((client) =>
        client.heard('chat').some((said) => isObject(said['from']) && said['from']['name'] === 'Ann'),
      ),
    );
  });

  it('[WEB-18] are seen to register, to log out and to log in, in all rooms', async () => {
    const user = await TestUser.arrive(site);
    const { seen } = await enterBoth(user);
    await user.register({ username: 'Ann' });
    await seen({ name: 'Ann', isLoggedIn: true, role: Role.RegisteredUser });
    await user.logOut();
    const { username } = await user.who();
    await seen({ name: username, isLoggedIn: false, role: Role.UnregisteredUser });
    await user.logIn('Ann');
    await seen({ name: 'Ann', isLoggedIn: true, role: Role.RegisteredUser });
    await user.rename('Anna');
    await seen({ name: 'Anna', isLoggedIn: true });
  });

  it('[WEB-18] have the new name of their account in all its sessions', async () => {
    const [ann, again] = [await TestUser.registered(site, 'Ann'), await TestUser.arrive(site)];
    await again.logIn('Ann');
    const { seen } = await enterBoth(again);
    await ann.rename('Anna');
    await seen({ name: 'Anna', isLoggedIn: true });
  });

  it('[ROM-31] are the owner of their room from their login on, and may what an owner may', async () => {
    const owner = await TestUser.registered(site, 'Owner');
    await owner.call('POST', '/api/room/create', { name: 'hers' });
    const mask = (DEFAULT_GRANTS[0]?.[1] ?? 0) & ~(1 << PERMISSIONS.chat.bit);
    const grants = [Role.UnregisteredUser, Role.RegisteredUser, Role.TrustedUser].map((role) => [role, mask]);
    expect((await owner.call('PATCH', '/api/room/hers', { grants })).status).toBe(200);
    const [user, witness] = [await TestUser.arrive(site), await site.join('hers')];
    const client = await site.join('hers', user.token);
    client.say(chat('too early'));
    await until('it is refused', () => client.heard('error').length > 0);
    await user.logIn('Owner');
    await until('she is the owner', () => sees(witness, idOf(client), { name: 'Owner', role: Role.Owner }));
    client.say(chat('hello'));
    await until('she is heard', () => witness.heard('chat').length > 0);
    expect(witness.heard('chat')).toMatchObject([
      { text: 'hello', from: { name: 'Owner', role: Role.Owner } },
    ]);
  });

  it('[ROM-31] have the role that their account was promoted to, in each of its sessions', async () => {
    const [owner, bob] = [await TestUser.registered(site, 'Owner'), await TestUser.registered(site, 'Bob')];
    await owner.call('POST', '/api/room/create', { name: 'hers' });
    const [hers, his] = [await site.join('hers', owner.token), await site.join('hers', bob.token)];
    const request = { type: 9, targetClientId: idOf(his), role: Role.Moderator };
    hers.say({ action: 'req', request });
    await until('he is a moderator', () => sees(hers, idOf(his), { role: Role.Moderator }));
    await bob.logOut();
    await until('he is nobody', () => sees(hers, idOf(his), { role: Role.UnregisteredUser }));
    const other = await TestUser.arrive(site);
    const late = await site.join('hers', other.token);
    await other.logIn('Bob');
    await until('he is one again', () => sees(hers, idOf(late), { name: 'Bob', role: Role.Moderator }));
  });

  it('[ROM-2] own a room without an owner that they claim after their login', async () => {
    const user = await TestUser.arrive(site);
    const [client, witness] = [await site.join('one', user.token), await site.join('one')];
    expect((await user.call('PATCH', '/api/room/one', { claim: true })).status).toBe(400);
    await user.register({ username: 'Ann' });
    expect((await user.call('PATCH', '/api/room/one', { claim: true })).status).toBe(200);
    await until('all see the owner', () => sees(witness, idOf(client), { name: 'Ann', role: Role.Owner }));
  });

  it('[API-20] are closed with 4004 where their session has ended, and only there', async () => {
    const [ann, other] = [await TestUser.registered(site, 'Ann'), await TestUser.arrive(site)];
    await other.logIn('Ann');
    const [stays, goes, witness] = [
      await site.join('one', ann.token),
      await site.join('one', other.token),
      await site.join('one'),
    ];
    const body = { currentPassword: PASSWORD, newPassword: 'Another one' };
    expect((await ann.call('PATCH', '/api/user/account', body)).status).toBe(200);
    expect(await goes.closed).toBe(4004);
    stays.say(chat('still here'));
    await until('it is heard', () => witness.heard('chat').length > 0);
  });

  it('[MSG-24] are seen to have logged in elsewhere when they say that something has changed', async () => {
    const elsewhere = await site.add();
    const user = await TestUser.arrive(site);
    const { seen, clients } = await enterBoth(user);
    await TestUser.registered(site, 'Ann');
    expect((await user.logIn('Ann', PASSWORD, elsewhere)).status).toBe(200);
    clients[0]?.say({ action: 'notify', message: 'usernameChanged' });
    await seen({ name: 'Ann', isLoggedIn: true, role: Role.RegisteredUser });
  });
});

function idOf(client: TestClient): string {
  const info = client.heard('you').at(-1)?.['info'];
  return isObject(info) ? String(info['id']) : '';
}

/** Whether `witness` was told so much of `id`, at last. */
function sees(witness: TestClient, id: string, wanted: Record<string, unknown>): boolean {
  const known: Record<string, unknown> = {};
  for (const { update } of witness.heard('user')) {
    if (!isObject(update) || !isObject(update['value']) || update['value']['id'] !== id) continue;
    Object.assign(known, update['value']);
  }
  return Object.entries(wanted).every(([field, value]) => known[field] === value);
}
