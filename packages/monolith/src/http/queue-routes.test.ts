import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { MediaHost } from '../testing/media-host.ts';
import { TestSite } from '../testing/test-site.ts';
import { TestUser } from '../testing/test-user.ts';

const QUEUE = '/api/room/lounge/queue';
const VOTE = '/api/room/lounge/vote';
const UNDO = '/api/room/lounge/undo';
const DONE = { status: 200, body: { success: true } };

const refused = (name: string, status = 400) => ({ status, body: { success: false, error: { name } } });

describe('a room’s queue over HTTP', () => {
  let media: MediaHost;
  let site: TestSite;
  beforeEach(async () => {
    media = new MediaHost();
    site = await TestSite.start({ media_allow_hosts: [media.host] });
    await site.createRoom({ name: 'lounge' });
    await add('now');
  });
  afterEach(async () => {
    await site.stop();
    await media.stop();
  });

  const add = (...names: string[]) =>
    site.call('POST', QUEUE, { body: { videos: names.map((name) => media.video(name)) } });
  const room = async () => (await site.call('GET', '/api/room/lounge')).body;
  const queue = async () => (await room()).queue.map(({ id }: { id: string }) => id);

  it('[API-20] takes a video, several, and a link; and answers when they are queued', async () => {
    const { id } = media.video('c');
    expect(await site.call('POST', QUEUE, { body: { ...media.video('a'), startAt: 0 } })).toMatchObject(DONE);
    expect((await room()).queue).toMatchObject([{ ...media.video('a'), startAt: 0 }]);
    expect(await add('a', 'b')).toMatchObject(DONE);
    expect(await site.call('POST', QUEUE, { body: { url: id } })).toMatchObject(DONE);
    expect(await queue()).toEqual(['a', 'b', 'c'].map((name) => media.video(name).id));
  });

  it('[API-20] refuses what is no video, or no video that can be played', async () => {
    for (const body of [{}, { service: 'direct' }, { videos: [] }, { url: '' }, { service: 'x', id: 'y' }]) {
      expect(await site.call('POST', QUEUE, { body })).toMatchObject(refused('ZodValidationError'));
    }
    const unplayable = await site.call('POST', QUEUE, { body: { url: 'https://example.org/page' } });
    expect(unplayable).toMatchObject(refused('UnsupportedServiceException'));
    expect(await site.call('POST', '/api/room/nowhere/queue', { body: media.video('a') })).toMatchObject(
      refused('RoomNotFoundException', 404),
    );
    expect(await queue()).toEqual([]);
  });

  it('[API-10] [ROM-20] has its own name for a video that is queued already', async () => {
    expect(await add('now')).toMatchObject(refused('VideoAlreadyQueuedException'));
    const client = await site.join('lounge');
    client.say({ action: 'req', request: { type: 5, video: media.video('now') } });
    await until('an error', () => client.heard('error').length > 0);
    expect(client.heard('error')).toMatchObject([{ code: 'VideoAlreadyQueued', request: 5 }]);
  });

  it('[ROM-20] serves others while somebody’s metadata is slow', async () => {
    const slow = site.call('POST', QUEUE, { body: media.video('slow') });
    await until('it is asked for', () => media.asked === 2);
    expect(await add('a')).toMatchObject(DONE);
    expect(await queue()).toEqual([media.video('a').id]);
    media.releaseSlow();
    expect(await slow).toMatchObject(DONE);
    expect(await queue()).toEqual(['a', 'slow'].map((name) => media.video(name).id));
  });

  it('[API-20] changes and removes an item, and refuses what is not queued', async () => {
    await add('a', 'b');
    const change = { ...media.video('a'), startAt: 3, endAt: 9 };
    expect(await site.call('PATCH', QUEUE, { body: change })).toMatchObject(DONE);
    expect((await room()).queue[0]).toMatchObject({ startAt: 3, endAt: 9 });
    expect(await site.call('PATCH', QUEUE, { body: { ...change, endAt: 3 } })).toMatchObject(
      refused('BadApiArgumentException'),
    );
    expect(await site.call('DELETE', QUEUE, { body: media.video('a') })).toMatchObject(DONE);
    expect(await queue()).toEqual([media.video('b').id]);
    for (const method of ['PATCH', 'DELETE']) {
      expect(await site.call(method, QUEUE, { body: media.video('a') })).toMatchObject(
        refused('VideoNotFoundException'),
      );
      expect(await site.call(method, QUEUE, { body: { service: 'direct' } })).toMatchObject(
        refused('ZodValidationError'),
      );
    }
  });

  it('[API-20] needs the permissions that clients need', async () => {
    const owner = await TestUser.registered(site, 'owner');
    await add('a');
    await owner.call('PATCH', '/api/room/lounge', { claim: true });
    const nothing = await owner.call('PATCH', '/api/room/lounge', { grants: [0, 1, 2].map((n) => [n, 0]) });
    expect(nothing).toMatchObject(DONE);
    await site.join('lounge');
    const refusedAlways = refused('PermissionDeniedException');
    expect(await add('b')).toMatchObject(refusedAlways);
    for (const method of ['PATCH', 'DELETE']) {
      expect(await site.call(method, QUEUE, { body: media.video('a') })).toMatchObject(refusedAlways);
    }
    expect(await site.call('POST', VOTE, { body: media.video('a') })).toMatchObject(refusedAlways);
  });

  it('[API-20] votes in the name of the caller’s client, which must be there', async () => {
    await add('a', 'b');
    for (const method of ['POST', 'DELETE']) {
      expect(await site.call(method, VOTE, { body: media.video('b') })).toMatchObject(
        refused('ClientNotFoundInRoomException'),
      );
    }
    await site.join('lounge');
    for (const times of [1, 2]) {
      expect(await site.call('POST', VOTE, { body: media.video('b') })).toMatchObject(DONE);
      const votes = [[`direct${media.video('b').id}`, 1]];
      expect({ times, votes: (await room()).voteCounts }).toEqual({ times, votes });
    }
    expect(await site.call('DELETE', VOTE, { body: media.video('b') })).toMatchObject(DONE);
    expect((await room()).voteCounts).toEqual([]);
    expect(await site.call('POST', VOTE, { body: media.video('c') })).toMatchObject(
      refused('VideoNotFoundException'),
    );
    expect(await site.call('POST', VOTE, { body: {} })).toMatchObject(refused('ZodValidationError'));
  });

  it('[API-20] undoes an event for a caller who is there, once', async () => {
    await add('a');
    const client = await site.join('lounge');
    await site.call('DELETE', QUEUE, { body: media.video('a') });
    await until('the event', () => client.heard('event').some(isRemoval));
    const event = client.heard('event').find(isRemoval);
    expect(await site.call('POST', UNDO, { body: { data: { event } } })).toMatchObject(DONE);
    expect(await queue()).toEqual([media.video('a').id]);
    expect(await site.call('POST', UNDO, { body: { data: { event } } })).toMatchObject(
      refused('BadApiArgumentException'),
    );
    const stranger = await TestUser.arrive(site);
    expect(await stranger.call('POST', UNDO, { data: { event } })).toMatchObject(
      refused('ClientNotFoundInRoomException'),
    );
    expect(await site.call('POST', UNDO, { body: { event } })).toMatchObject(refused('ZodValidationError'));
  });
});

const isRemoval = ({ request }: Record<string, unknown>): boolean =>
  typeof request === 'object' && request !== null && 'type' in request && request.type === 6;
