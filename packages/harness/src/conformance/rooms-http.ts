import { describe, expect } from 'bun:test';
import { until } from '@usher/kit/testing';
import { DEFAULT_GRANTS, SKIP_CATEGORIES } from '@usher/protocol';
import { call, done, expectRefusal } from './http.ts';
import { it, itIf } from './it.ts';
import { Member } from './member.ts';
import { anonymous, castOf, uniqueName } from './people.ts';
import { Room } from './room.ts';
import type { Target } from './target.ts';

/** Rooms over HTTP: making and finding them. */
export function roomsHttp(site: Target): void {
  making(site);
  finding(site);
}

function making(site: Target): void {
  describe('new rooms', () => {
    it('[API-20] [ROM-1] [ROM-2] generated ones are temporary, unlisted, and named by a UUID', async () => {
      const by = await anonymous(site);
      const settings = { autoSkipSegmentCategories: ['sponsor'] };
      const { status, body } = await call(site, 'POST', '/room/generate', { by, body: settings });
      expect({ status, body }).toEqual({
        status: 201,
        body: { success: true, room: expect.stringMatching(UUID) },
      });
      const { room } = body as { room: string };
      expect((await call(site, 'GET', `/room/${room}`, { by })).body).toMatchObject({
        name: room,
        visibility: 'unlisted',
        isTemporary: true,
        ...settings,
      });
      expect((await call(site, 'POST', '/room/generate', { by })).status).toBe(201); // without a body
      const wrong = { autoSkipSegmentCategories: ['adverts'] };
      expectRefusal(
        await call(site, 'POST', '/room/generate', { by, body: wrong }),
        400,
        'ZodValidationError',
      );
    });

    it('[API-20] [ROM-1] [ROM-2] named ones are as they are asked for', async () => {
      const { owner } = await castOf(site);
      const body = {
        name: uniqueName('Named'),
        title: 'A title',
        description: 'Words',
        visibility: 'unlisted',
        queueMode: 'dj',
        isTemporary: false,
        autoSkipSegmentCategories: [],
      };
      const created = await call(site, 'POST', '/room/create', { by: owner, body });
      expect(created).toMatchObject({ status: 201, body: { success: true } });
      const { body: room } = await call(site, 'GET', `/room/${body.name}`, { by: owner });
      expect(room).toMatchObject({ ...body, hasOwner: true });
    });

    it('[ROM-2] without more, they are public, temporary, manual, and empty; without an account nobody’s', async () => {
      const by = await anonymous(site);
      using room = await Room.create(site, by);
      expect(await room.state()).toMatchObject({
        name: room.name,
        title: '',
        description: '',
        visibility: 'public',
        queueMode: 'manual',
        isTemporary: true,
        hasOwner: false,
        grants: DEFAULT_GRANTS,
        autoSkipSegmentCategories: SKIP_CATEGORIES,
        restoreQueueBehavior: 1,
        enableVoteSkip: false,
        queue: [],
        currentSource: null,
        isPlaying: false,
        playbackPosition: 0,
        playbackSpeed: 1,
        users: [],
      });
    });

    it('[ROM-1] [API-20] [API-10] names that are none, reserved or taken are refused, in any case', async () => {
      const by = await anonymous(site);
      const create = (body: unknown) => call(site, 'POST', '/room/create', { by, body });
      const names = [
        '',
        'ab',
        'x'.repeat(33),
        'a b c',
        'äöü',
        '../x',
        'list',
        'Create',
        'GENERATE',
        7,
        null,
        undefined,
      ];
      for (const name of names) expectRefusal(await create({ name }), 400, 'ZodValidationError');
      const name = uniqueName('Taken');
      expect((await create({ name })).status).toBe(201);
      for (const taken of [name, name.toUpperCase(), name.toLowerCase()])
        expectRefusal(await create({ name: taken }), 400, 'RoomNameTakenException');
      const wrong = [
        { title: 'two\nlines' },
        { title: 'x'.repeat(255) },
        { description: 'x'.repeat(4001) },
        { visibility: 'secret' },
        { queueMode: 'random' },
        { isTemporary: 'yes' },
        { autoSkipSegmentCategories: ['adverts'] },
      ];
      for (const each of wrong)
        expectRefusal(await create({ name: uniqueName('new'), ...each }), 400, 'ZodValidationError');
    });
  });
}

function finding(site: Target): void {
  describe('rooms', () => {
    it('[ROM-1] [API-20] are the same in whatever case they are named; what does not exist is not found', async () => {
      const by = await anonymous(site);
      using room = await Room.create(site, by);
      const { body } = await call(site, 'GET', `/room/${room.name.toUpperCase()}`, { by });
      expect(body).toMatchObject({ name: room.name });
      for (const name of [uniqueName('none'), 'x', 'a%20b', 'x'.repeat(65)])
        expectRefusal(await call(site, 'GET', `/room/${name}`, { by }), 404, 'RoomNotFoundException');
      using stranger = await Member.knock(site, uniqueName('none'), by);
      expect(await stranger.ends()).toBe(4002);
    });

    it('[API-20] are listed if they are public: most users first, then by name', async () => {
      const by = await anonymous(site);
      using full = await Room.create(site, by, { title: 'Full' });
      using one = await Room.create(site, by);
      using two = await Room.create(site, by);
      using unlisted = await Room.create(site, by, { visibility: 'unlisted' });
      await full.enter();
      for (const room of [one, two, unlisted]) await room.admit(by);
      const ours = new Set([full, one, two, unlisted].map(({ name }) => name));
      const listed = async () => {
        const { body } = await call(site, 'GET', '/room/list', { by });
        return (body as { name: string; users: number }[]).filter(({ name }) => ours.has(name));
      };
      const expected = [full.name, ...[one.name, two.name].toSorted((a, b) => a.localeCompare(b))];
      await until(
        'all are listed',
        async () => (await listed()).map(({ users }) => users).join() === '2,1,1',
      );
      expect((await listed()).map(({ name }) => name)).toEqual(expected);
      expect((await listed())[0]).toEqual({
        name: full.name,
        title: 'Full',
        description: '',
        isTemporary: true,
        visibility: 'public',
        queueMode: 'manual',
        currentSource: null,
        users: 2,
      } as never);
      if (site.isBalanced || site.apiKey === null) return;
      const all = await call(site, 'GET', '/room/list', { by: 'administrator' });
      expect(all.body).toContainEqual(expect.objectContaining({ name: unlisted.name }));
    });

    itIf(site.unloadAfterMs !== null)(
      '[ROM-4] [ROM-3] [API-20] are unloaded when they have been empty for long, and loaded on demand as they were',
      async () => {
        const by = await anonymous(site);
        using left = await Room.create(site, by, { title: 'Still here' });
        using used = await Room.create(site, by);
        const leaver = await left.admit(by);
        await used.admit(by);
        const listed = async () =>
          (await done<{ name: string }[]>(site, 'GET', '/room/list', { by })).map(({ name }) => name);
        await until('it is listed', async () => (await listed()).includes(left.name));
        leaver.leave();
        await until('it is unloaded', async () => !(await listed()).includes(left.name), 30_000);
        expect(await listed()).toContain(used.name);
        expect(await left.state()).toMatchObject({ title: 'Still here', users: [] });
      },
    );
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
