import { describe, expect } from 'bun:test';
import { call, done, expectRefusal } from './http.ts';
import { it, itIf } from './it.ts';
import { castOf, registered, uniqueName } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** Rooms over HTTP: changing and ending them. */
export function roomChangesHttp(site: Target): void {
  changing(site);
  ending(site);
}

function changing(site: Target): void {
  describe('settings over HTTP', () => {
    it('[API-20] [ROM-32] what is named changes, at once for those in the room, what is not stays', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      const { anonymous: by } = await castOf(site);
      const before = await room.state();
      const body = { title: 'By HTTP', enableVoteSkip: true };
      const answer = await call(site, 'PATCH', `/room/${room.name}`, { by, body });
      expect(answer).toMatchObject({ status: 200, body: { success: true } });
      await ann.hears({ action: 'sync', ...body });
      expect(await room.state()).toEqual({ ...before, ...body });
      expect((await call(site, 'PATCH', `/room/${room.name}`, { by, body: {} })).status).toBe(200);
    });

    it('[API-20] [API-10] [ROM-32] unknown keys, a lack of permission and unknown rooms are refused', async () => {
      using room = await Room.owned(site);
      const { anonymous: by, owner } = await castOf(site);
      const path = `/room/${room.name}`;
      await done(site, 'PATCH', path, { by: owner, body: { grants: [[0, 0]] } });
      const before = await room.state();
      const patch = (body: unknown, at = path) => call(site, 'PATCH', at, { by, body });
      expectRefusal(await patch({ title: 'x', owner: 1 }), 400, 'ZodValidationError');
      expectRefusal(await patch({ claim: false }), 400, 'ZodValidationError');
      expectRefusal(await patch({ claim: true, title: 'x' }), 400, 'ZodValidationError');
      expectRefusal(await patch({ title: 'x' }), 400, 'PermissionDeniedException');
      expectRefusal(await patch({ title: 'x' }, `/room/${uniqueName('none')}`), 404, 'RoomNotFoundException');
      expect(await room.state()).toEqual(before);
    });

    it('[ROM-2] [API-20] nobody without an account claims a room, and nobody what somebody owns', async () => {
      const { anonymous: nobody, registered: other } = await castOf(site);
      using free = await Room.generate(site);
      using owned = await Room.owned(site);
      const claim = (room: Room, by: typeof nobody) =>
        call(site, 'PATCH', `/room/${room.name}`, { by, body: { claim: true } });
      expectRefusal(await claim(free, nobody), 400, 'PermissionDeniedException');
      expectRefusal(await claim(owned, other), 400, 'PermissionDeniedException');
      expect((await claim(free, other)).status).toBe(200);
      expect(await free.state()).toMatchObject({ hasOwner: true });
    });
  });
}

function ending(site: Target): void {
  describe('the end of rooms', () => {
    it('[API-20] [ROM-3] only its owner deletes a permanent room; who is in it is sent away with 4003', async () => {
      const owner = await registered(site);
      using room = await Room.create(site, owner, { isTemporary: false });
      const [ann] = await room.enter();
      const remove = (by: Parameters<typeof call>[3]) =>
        call(site, 'DELETE', `/room/${room.name}?permanent=true`, by);
      const cast = await castOf(site);
      expectRefusal(await remove({ by: cast.anonymous }), 401, 'NotLoggedIn');
      expectRefusal(await remove({ by: cast.registered }), 403, 'PermissionDeniedException');
      expect(ann.closed).toBeNull();
      expect(await remove({ by: owner })).toMatchObject({ status: 200, body: { success: true } });
      expect(await ann.ends()).toBe(4003);
      expectRefusal(
        await call(site, 'GET', `/room/${room.name}`, { by: owner }),
        404,
        'RoomNotFoundException',
      );
      expectRefusal(await remove({ by: owner }), 404, 'RoomNotFoundException');
    });

    it('[API-20] a temporary room is not deleted for good, and unloaded by administrators only', async () => {
      const { owner } = await castOf(site);
      using room = await Room.owned(site);
      const path = `/room/${room.name}`;
      expectRefusal(
        await call(site, 'DELETE', `${path}?permanent=true`, { by: owner }),
        400,
        'BadApiArgumentException',
      );
      expectRefusal(await call(site, 'DELETE', path, { by: owner }), 403, 'PermissionDeniedException');
      expectRefusal(
        await call(site, 'DELETE', `${path}?permanent=yes`, { by: owner }),
        400,
        'ZodValidationError',
      );
      expect((await call(site, 'GET', path, { by: owner })).status).toBe(200);
    });

    itIf(site.apiKey !== null)(
      '[API-20] [ROM-3] administrators unload a room: everyone is sent away, what it was stays',
      async () => {
        using room = await Room.owned(site);
        const staff = await room.admitCast();
        const ended = await call(site, 'DELETE', `/room/${room.name}`, { by: 'administrator' });
        expect(ended).toMatchObject({ status: 200, body: { success: true } });
        for (const member of Object.values(staff)) expect(await member.ends()).toBe(4003);
        expect(await room.state()).toMatchObject({ hasOwner: true, users: [] });
        const none = await call(site, 'DELETE', `/room/${uniqueName('none')}`, { by: 'administrator' });
        expectRefusal(none, 404, 'RoomNotFoundException');
      },
    );
  });
}
