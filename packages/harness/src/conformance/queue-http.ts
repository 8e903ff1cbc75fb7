import { describe, expect } from 'bun:test';
import { RequestType, videoKey } from '@usher/protocol';
import { call, done, expectRefusal } from './http.ts';
import { it } from './it.ts';
import { anonymous, castOf, uniqueName } from './people.ts';
import { DEMO, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

/** A room's queue and votes over HTTP. */
export function queueHttp(site: Target): void {
  describe('the queue over HTTP', () => {
    it('[API-20] [MSG-5] takes one, several and links, in the name of the caller', async () => {
      using room = await Room.generate(site);
      const person = await anonymous(site);
      const [ann] = await room.enter();
      const caller = await room.admit(person);
      const add = (by: typeof person, body: unknown) =>
        call(site, 'POST', `/room/${room.name}/queue`, { by, body });
      const bodies = [{ ...DEMO, startAt: 2 }, { videos: [video('a'), video('b')] }, { url: video('c').id }];
      for (const body of bodies) {
        expect(await add(person, body)).toMatchObject({ status: 200, body: { success: true } });
        await ann.hears({ action: 'event', request: { type: RequestType.Add }, user: { id: caller.id } });
      }
      const { anonymous: stranger } = await castOf(site);
      expect((await add(stranger, video('d'))).status).toBe(200); // who is not in the room may, too
      const { currentSource, queue } = await room.state();
      expect(currentSource).toMatchObject({ ...DEMO, startAt: 2 });
      expect(idsOf(queue)).toEqual(idsOf([video('a'), video('b'), video('c'), video('d')]));
    });

    it('[API-20] [MSG-6] [MSG-19] changes and removes what is there', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      await room.fill(ann, DEMO, video('a'), video('b'));
      const { anonymous: by } = await castOf(site);
      const path = `/room/${room.name}/queue`;
      await done(site, 'PATCH', path, { by, body: { ...video('a'), startAt: 4, endAt: 8 } });
      await ann.hears({ action: 'event', request: { type: RequestType.UpdateQueueItem } });
      await done(site, 'DELETE', path, { by, body: video('b') });
      await ann.hears({ action: 'event', request: { type: RequestType.Remove } });
      expect((await room.state())['queue']).toEqual([
        expect.objectContaining({ ...video('a'), startAt: 4, endAt: 8 }),
      ]);
    });

    it('[API-20] [API-10] [ROM-20] refuses what is no video, not there, or there already', async () => {
      using room = await Room.generate(site);
      const [ann] = await room.enter();
      await room.fill(ann, DEMO, video('a'));
      const before = await room.state();
      const { anonymous: by } = await castOf(site);
      const refused = async (method: string, body: unknown, name: string) =>
        expectRefusal(await call(site, method, `/room/${room.name}/queue`, { by, body }), 400, name);
      const noVideos = [
        {},
        [],
        { service: 'myspace', id: 'x' },
        { videos: [] },
        { url: '' },
        { ...DEMO, startAt: -1 },
      ];
      for (const body of noVideos) await refused('POST', body, 'ZodValidationError');
      await refused('POST', DEMO, 'VideoAlreadyQueuedException');
      await refused('POST', { videos: [DEMO, video('a')] }, 'VideoAlreadyQueuedException');
      await refused('POST', { service: 'reddit', id: 'x' }, 'UnsupportedServiceException');
      await refused('POST', { url: 'file:///film.mp4' }, 'LocalFileException');
      await refused('POST', { service: 'youtube', id: 'not an id' }, 'InvalidVideoIdException');
      await refused('PATCH', { service: 'direct' }, 'ZodValidationError');
      await refused('PATCH', { ...video('a'), endAt: 'x' }, 'ZodValidationError');
      await refused('PATCH', { ...video('none'), endAt: 3 }, 'VideoNotFoundException');
      await refused('PATCH', { ...video('a'), startAt: 3, endAt: 3 }, 'BadApiArgumentException');
      await refused('DELETE', { id: DEMO.id }, 'ZodValidationError');
      await refused('DELETE', video('none'), 'VideoNotFoundException');
      expect(await room.state()).toEqual(before);
    });

    it('[ROM-26] [API-10] refuses what would make the room’s state too large', async () => {
      using room = await Room.generate(site);
      const { anonymous: by } = await castOf(site);
      const videos = Array.from({ length: 140 }, (_, n) => video(`${n}-${'x'.repeat(1900)}`));
      const path = `/room/${room.name}/queue`;
      expectRefusal(
        await call(site, 'POST', path, { by, body: { videos } }),
        400,
        'LengthOutOfRangeException',
      );
      expect(await room.state()).toMatchObject({ queue: [], currentSource: null });
    });

    it('[API-20] [ROM-32] needs the permission, and a room', async () => {
      using room = await Room.owned(site);
      const { owner, anonymous: by } = await castOf(site);
      await done(site, 'PATCH', `/room/${room.name}`, { by: owner, body: { grants: [[0, 0]] } });
      const requests: [method: string, path: string, body: object][] = [
        ['POST', 'queue', DEMO],
        ['PATCH', 'queue', { ...DEMO, endAt: 9 }],
        ['DELETE', 'queue', DEMO],
        ['POST', 'vote', DEMO],
        ['DELETE', 'vote', DEMO],
      ];
      for (const [method, path, body] of requests) {
        const denied = await call(site, method, `/room/${room.name}/${path}`, { by, body });
        expectRefusal(denied, 400, 'PermissionDeniedException');
        const nowhere = await call(site, method, `/room/${uniqueName('none')}/${path}`, { by, body });
        expectRefusal(nowhere, 404, 'RoomNotFoundException');
      }
    });
  });

  describe('votes over HTTP', () => {
    it('[API-20] [MSG-8] [ROM-22] are those of the caller’s client in the room', async () => {
      using room = await Room.generate(site);
      const person = await anonymous(site);
      const [ann] = await room.enter();
      const caller = await room.admit(person);
      await room.fill(ann, DEMO, video('a'));
      const path = `/room/${room.name}/vote`;
      const body = video('a');
      for (const _ of [1, 2]) await done(site, 'POST', path, { by: person, body });
      await ann.hears({ action: 'sync', voteCounts: [[videoKey(body), 1]] });
      await done(site, 'DELETE', path, { by: person, body });
      await ann.hears({ action: 'sync', voteCounts: [] });
      await done(site, 'POST', path, { by: person, body });
      await ann.hears({ action: 'sync', voteCounts: [[videoKey(body), 1]] });
      caller.leave();
      await ann.hears({ action: 'sync', voteCounts: [] });
    });

    it('[API-20] [API-10] need a client in the room, and something to vote for', async () => {
      using room = await Room.generate(site);
      const person = await anonymous(site);
      const [ann] = await room.enter();
      await room.admit(person);
      await room.fill(ann, DEMO, video('a'));
      const { anonymous: stranger } = await castOf(site);
      for (const method of ['POST', 'DELETE']) {
        const vote = (by: typeof person, body: unknown) =>
          call(site, method, `/room/${room.name}/vote`, { by, body });
        expectRefusal(await vote(stranger, video('a')), 400, 'ClientNotFoundInRoomException');
        expectRefusal(await vote(person, video('none')), 400, 'VideoNotFoundException');
        for (const body of [{}, { service: 'direct' }, { service: 'x', id: 'y' }, []])
          expectRefusal(await vote(person, body), 400, 'ZodValidationError');
      }
    });
  });
}
