import { describe, expect } from 'bun:test';
import { call, done, expectRefusal } from './http.ts';
import { it } from './it.ts';
import { Member } from './member.ts';
import { anonymous, castOf, uniqueName, type Person } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** Who may not enter a room, and who else may. */
export function bansAndInvitations(site: Target): void {
  bans(site);
  invitations(site);
}

function bans(site: Target): void {
  describe('bans', () => {
    it('[ROM-34] [API-20] close with 4005 and keep out, also over HTTP, until they are lifted', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { owner, anonymous: banned } = await castOf(site);
      const path = `/room/${room.name}/ban`;
      const body = { clientId: staff.anonymous.id };
      expect(await call(site, 'POST', path, { by: owner, body })).toMatchObject({
        status: 200,
        body: { success: true },
      });
      expect(await staff.anonymous.ends()).toBe(4005);
      await staff.registered.hears({ action: 'user', update: { kind: 'remove', value: staff.anonymous.id } });
      expect(await codeFor(room, banned)).toBe(4005);
      expectRefusal(
        await call(site, 'PATCH', `/room/${room.name}`, { by: banned, body: { title: 'x' } }),
        400,
        'PermissionDeniedException',
      );
      const { bans: listed } = await room.state(owner);
      expect(listed).toEqual([{ id: expect.any(String), name: expect.any(String) }]);
      expect(await room.state(await anonymous(site))).not.toHaveProperty('bans');
      const [{ id: banId } = { id: '' }] = listed as { id: string }[];
      await done(site, 'DELETE', path, { by: owner, body: { banId } });
      await room.admit(banned);
      expect(await room.state(owner)).toMatchObject({ bans: [] });
    });

    it('[ROM-34] of somebody with an account are of all their sessions', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { owner, registered } = await castOf(site);
      const body = { clientId: staff.registered.id };
      await done(site, 'POST', `/room/${room.name}/ban`, { by: owner, body });
      expect(await staff.registered.ends()).toBe(4005);
      const elsewhere = await anonymous(site);
      const { username, password } = registered;
      await done(site, 'POST', '/user/login', { by: elsewhere, body: { user: username, password } });
      expect(await codeFor(room, elsewhere)).toBe(4005);
      await done(site, 'DELETE', `/room/${room.name}/ban`, { by: owner, body });
      await room.admit(elsewhere);
    });

    it('[ROM-34] of an address, if asked for, are of all who have no role there', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { owner, trusted } = await castOf(site);
      const body = { clientId: staff.anonymous.id, address: true };
      await done(site, 'POST', `/room/${room.name}/ban`, { by: owner, body });
      expect(await staff.anonymous.ends()).toBe(4005);
      expect(await codeFor(room, await anonymous(site))).toBe(4005);
      await room.admit(trusted);
    });

    it('[ROM-34] [ROM-33] [API-20] [API-10] need the permission and the rank of a kick, and somebody', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const cast = await castOf(site);
      const refused = async (method: string, by: Person, body: unknown, name: string) =>
        expectRefusal(await call(site, method, `/room/${room.name}/ban`, { by, body }), 400, name);
      const denied = 'PermissionDeniedException';
      await refused('POST', cast.anonymous, { clientId: staff.registered.id }, denied);
      await refused('POST', cast.moderator, { clientId: staff.administrator.id }, denied);
      await refused('POST', cast.administrator, { clientId: staff.owner.id }, denied);
      await refused('POST', cast.owner, { clientId: staff.owner.id }, denied);
      await refused('POST', cast.owner, { clientId: 'nobody' }, 'ClientNotFoundInRoomException');
      await refused('DELETE', cast.anonymous, { clientId: staff.registered.id }, denied);
      await refused('DELETE', cast.owner, { clientId: staff.registered.id }, 'BadApiArgumentException');
      await refused('DELETE', cast.owner, { banId: 'none' }, 'BadApiArgumentException');
      const both = { clientId: 'x', userId: 1 };
      for (const body of [{}, [], both, { userId: 'x' }, { clientId: 7 }, { clientId: 'x', evil: 1 }])
        for (const method of ['POST', 'DELETE'])
          await refused(method, cast.owner, body, 'ZodValidationError');
      const nowhere = `/room/${uniqueName('none')}/ban`;
      for (const method of ['POST', 'DELETE'])
        expectRefusal(
          await call(site, method, nowhere, { by: cast.owner, body: { clientId: 'x' } }),
          404,
          'RoomNotFoundException',
        );
      for (const member of Object.values(staff)) expect(member.closed).toBeNull();
    });
  });
}

function invitations(site: Target): void {
  describe('private rooms', () => {
    it('[ROM-35] [API-20] do not exist for who is not invited', async () => {
      const { owner } = await castOf(site);
      using room = await Room.create(site, owner, { visibility: 'private' });
      await room.admit(owner);
      const stranger = await anonymous(site);
      expect(await codeFor(room, stranger)).toBe(4002);
      const requests: [method: string, path: string, body?: object][] = [
        ['GET', ''],
        ['PATCH', '', { title: 'x' }],
        ['POST', '/queue', { url: '/demo/a.mp4' }],
        ['POST', '/invite'],
        ['POST', '/redeem', { invite: 'guessed' }],
        ['POST', '/ban', { clientId: 'x' }],
      ];
      for (const [method, path, body] of requests)
        expectRefusal(
          await call(site, method, `/room/${room.name}${path}`, { by: stranger, body }),
          404,
          'RoomNotFoundException',
        );
      const { body: listed } = await call(site, 'GET', '/room/list', { by: stranger });
      expect(JSON.stringify(listed)).not.toContain(room.name);
      expect((await call(site, 'GET', `/room/${room.name}`, { by: owner })).status).toBe(200);
    });

    it('[ROM-35] [API-20] are entered with an invitation, by promoted users, and by who was in when they became so', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { owner, trusted, anonymous: present } = await castOf(site);
      await done(site, 'PATCH', `/room/${room.name}`, { by: owner, body: { visibility: 'private' } });
      await staff.anonymous.hears({ action: 'sync', visibility: 'private' });
      for (const person of [trusted, present, owner]) await room.admit(person);
      const invited = await anonymous(site);
      expect(await codeFor(room, invited)).toBe(4002);
      const { status, headers, body } = await call(site, 'POST', `/room/${room.name}/invite`, { by: owner });
      expect({ status, body }).toEqual({ status: 201, body: { success: true, invite: expect.any(String) } });
      expect(headers.get('Cache-Control')).toBe('no-store');
      const { invite } = body as { invite: string };
      await done(site, 'POST', `/room/${room.name}/redeem`, { by: invited, body: { invite } });
      await room.admit(invited);
      expect(await codeFor(room, await anonymous(site))).toBe(4002);
    });

    it('[ROM-35] [API-20] [API-10] nobody invites but owner, administrators and moderators; wrong codes do nothing', async () => {
      using room = await Room.owned(site);
      await room.admitCast();
      const cast = await castOf(site);
      const path = `/room/${room.name}`;
      for (const by of [cast.owner, cast.administrator, cast.moderator])
        expect((await call(site, 'POST', `${path}/invite`, { by })).status).toBe(201);
      for (const by of [cast.trusted, cast.registered, cast.anonymous])
        expectRefusal(await call(site, 'POST', `${path}/invite`, { by }), 400, 'PermissionDeniedException');
      const redeem = (body: unknown) => call(site, 'POST', `${path}/redeem`, { by: cast.anonymous, body });
      expectRefusal(await redeem({ invite: 'guessed' }), 400, 'BadApiArgumentException');
      for (const body of [{}, { invite: '' }, { invite: 7 }, []])
        expectRefusal(await redeem(body), 400, 'ZodValidationError');
      for (const action of ['invite', 'redeem'])
        expectRefusal(
          await call(site, 'POST', `/room/${uniqueName('none')}/${action}`, {
            by: cast.owner,
            ...(action === 'redeem' && { body: { invite: 'x' } }),
          }),
          404,
          'RoomNotFoundException',
        );
    });
  });
}

/** With which code somebody is turned away. */
async function codeFor(room: Room, person: Person): Promise<number> {
  using member = await Member.knock(room.site, room.name, person);
  return await member.ends();
}
