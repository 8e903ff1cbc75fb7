import { describe, expect } from 'bun:test';
import { LIMITS, RequestType, RestoreQueue } from '@usher/protocol';
import { call, done } from './http.ts';
import { it, itIf } from './it.ts';
import { castOf } from './people.ts';
import { DEMO, DEMO_SECONDS, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

/** What is queued, how it is changed, and what of it is kept. */
export function queue(site: Target): void {
  describe('the queue', () => {
    it('[MSG-5] [ROM-20] [ROM-11] what is added is an event with its metadata, and plays if nothing does', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.ask({ type: RequestType.Add, video: { ...DEMO, startAt: 2, title: 'forged' } });
      const item = { ...DEMO, title: 'usher-demo.mp4', mime: 'video/mp4', length: DEMO_SECONDS, startAt: 2 };
      for (const member of [ann, bob]) {
        expect(await member.hears({ action: 'event' })).toEqual({
          action: 'event',
          request: { type: RequestType.Add, video: { ...DEMO, startAt: 2 } },
          user: expect.objectContaining({ id: ann.id }),
          additional: { video: item },
        });
        const sync = await member.hears({ action: 'sync' });
        expect(sync).toMatchObject({ currentSource: item, queue: [], playbackPosition: 2 });
      }
      ann.ask({ type: RequestType.Add, url: video('link').id });
      expect(await bob.hears({ action: 'event' })).toMatchObject({ additional: { video: video('link') } });
      expect(await bob.hears({ action: 'sync' })).toMatchObject({ queue: [video('link')] });
    });

    it('[MSG-5] [ROM-20] several at a time are one event; of those that are queued already only the rest is added', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.ask({ type: RequestType.Add, videos: [video('a'), video('b')] });
      expect(await bob.hears({ action: 'event' })).toMatchObject({
        additional: { videos: [video('a'), video('b')] },
      });
      ann.ask({ type: RequestType.Add, videos: [video('a'), video('b'), video('c'), video('c')] });
      expect(await bob.hears({ action: 'event' })).toMatchObject({ additional: { videos: [video('c')] } });
      await bob.hears({ action: 'sync' });
      expect(idsOf((await room.state())['queue'])).toEqual([video('b').id, video('c').id]);
    });

    it('[MSG-5] [ROM-20] [ROM-26] what is there already, cannot be found or is trimmed to nothing is refused', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, video('current'), video('queued'));
      await room.refuses(
        { asker, witness },
        [add({ video: video('current') }), 'VideoAlreadyQueued'],
        [add({ video: video('queued') }), 'VideoAlreadyQueued'],
        [add({ url: video('queued').id }), 'VideoAlreadyQueued'],
        [add({ videos: [video('current'), video('queued')] }), 'VideoAlreadyQueued'],
        [add({ url: 'file:///home/me/film.mp4' }), 'LocalFileException'],
        [add({ url: 'https://www.reddit.com/r/videos' }), 'UnsupportedServiceException'],
        [add({ url: 'http://127.0.0.1/film.mp4' }), 'UnsupportedServiceException'],
        [add({ video: { service: 'odysee', id: 'x' } }), 'UnsupportedServiceException'],
        [add({ video: { service: 'youtube', id: 'not an id' } }), 'InvalidVideoIdException'],
        [add({ video: { ...video('new'), startAt: 5, endAt: 5.5 } }), 'BadApiArgumentException'],
      );
    });

    it('[ROM-26] holds 1,000 videos and no more', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const names = Array.from({ length: LIMITS.queueLengthMax }, (_, n) => video(`${n}`));
      await room.fill(ann, ...names);
      expect(idsOf((await room.state())['queue'])).toHaveLength(LIMITS.queueLengthMax - 1);
      await room.refuses({ asker: bob, witness: ann }, [
        { type: RequestType.Add, videos: [video('one'), video('two')] },
        'LengthOutOfRangeException',
      ]);
      await room.fill(bob, video('one'));
      expect(idsOf((await room.state())['queue'])).toHaveLength(LIMITS.queueLengthMax);
    });

    it('[MSG-6] a removal is an event with what was removed, and from where', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'), { ...video('b'), endAt: 9 }, video('c'));
      ann.ask({ type: RequestType.Remove, video: video('b') });
      expect(await bob.hears({ action: 'event' })).toEqual({
        action: 'event',
        request: { type: RequestType.Remove, video: video('b') },
        user: expect.objectContaining({ id: ann.id }),
        additional: { video: expect.objectContaining({ ...video('b'), endAt: 9 }), queueIdx: 1 },
      });
      const sync = await bob.hears({ action: 'sync' });
      expect(sync).toMatchObject({ queue: [video('a'), video('c')] });
    });

    it('[MSG-7] an order is a sync of the queue, without an event', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'), video('b'), video('c'));
      ann.ask({ type: RequestType.Order, fromIdx: 0, toIdx: 2 });
      const sync = await bob.hears({ action: 'sync' });
      expect(sync).toEqual({ action: 'sync', queue: expect.any(Array), serverTime: expect.any(Number) });
      expect(idsOf(sync['queue'])).toEqual([video('b').id, video('c').id, video('a').id]);
    });

    it('[MSG-15] a shuffle keeps what is queued', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const names = Array.from({ length: 20 }, (_, n) => video(`${n}`));
      await room.fill(ann, DEMO, ...names);
      ann.ask({ type: RequestType.Shuffle });
      const ids = idsOf((await bob.hears({ action: 'sync' }))['queue']);
      expect(ids).not.toEqual(idsOf(names));
      expect(ids.toSorted()).toEqual(idsOf(names).toSorted());
    });

    it('[MSG-19] an update of an item is an event with the item as it is then', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, { ...video('a'), startAt: 1 });
      const update = { endAt: 20, subtitleUrl: '/demo/a.vtt' };
      ann.ask({
        type: RequestType.UpdateQueueItem,
        video: video('a'),
        update: { ...update, title: 'forged' },
      });
      const item = { ...video('a'), startAt: 1, ...update };
      expect(await bob.hears({ action: 'event' })).toMatchObject({
        request: { type: RequestType.UpdateQueueItem, video: video('a'), update },
        additional: { video: item },
      });
      const sync = await bob.hears({ action: 'sync' });
      expect(sync).toMatchObject({ queue: [item] });
      expect(JSON.stringify(sync)).not.toContain('forged');
    });

    it('[MSG-6] [MSG-7] [MSG-17] [MSG-19] what is not there cannot be changed', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, DEMO, video('a'));
      const update = { startAt: 9, endAt: 9.5 };
      await room.refuses(
        { asker, witness },
        [{ type: RequestType.Remove, video: video('b') }, 'VideoNotFoundException'],
        [{ type: RequestType.Remove, video: DEMO }, 'VideoNotFoundException'],
        [{ type: RequestType.Order, fromIdx: 0, toIdx: 1 }, 'BadApiArgumentException'],
        [{ type: RequestType.Order, fromIdx: 1, toIdx: 0 }, 'BadApiArgumentException'],
        [{ type: RequestType.RestoreQueue }, 'BadApiArgumentException'],
        [{ type: RequestType.RestoreQueue, discard: true }, 'BadApiArgumentException'],
        [{ type: RequestType.UpdateQueueItem, video: DEMO, update: {} }, 'VideoNotFoundException'],
        [{ type: RequestType.UpdateQueueItem, video: video('a'), update }, 'BadApiArgumentException'],
      );
    });
  });

  kept(site);
}

function kept(site: Target): void {
  describe('the queue of a permanent room that is loaded again', () => {
    const itAsAdministrator = itIf(site.apiKey !== null);

    itAsAdministrator(
      '[MSG-17] [ROM-25] [ROM-3] is offered, what was playing first, and can be restored',
      async () => {
        using room = await unloadedRoom(site, RestoreQueue.Prompt);
        expect(await room.state()).toMatchObject({ currentSource: null, queue: [], prevQueue: OLD_QUEUE });
        const [ann, bob] = await room.enter();
        await room.fill(ann, video('new'));
        ann.ask({ type: RequestType.RestoreQueue });
        expect(await bob.hears({ action: 'sync' })).toMatchObject({ prevQueue: null, queue: OLD_QUEUE });
        expect(await room.state()).toMatchObject({ currentSource: video('new') });
      },
    );

    itAsAdministrator('[MSG-17] [ROM-25] can be discarded', async () => {
      using room = await unloadedRoom(site, RestoreQueue.Prompt);
      const [ann, bob] = await room.enter();
      ann.ask({ type: RequestType.RestoreQueue, discard: true });
      expect(await bob.hears({ action: 'sync' })).toMatchObject({ prevQueue: null });
      expect(await room.state()).toMatchObject({ currentSource: null, queue: [] });
    });

    itAsAdministrator('[ROM-25] is there again where the room always restores it', async () => {
      using room = await unloadedRoom(site, RestoreQueue.Always);
      const [first, ...rest] = OLD_QUEUE;
      await room.enter();
      expect(await room.state()).toMatchObject({ currentSource: first, queue: rest, prevQueue: null });
    });

    itAsAdministrator('[ROM-25] is gone where the room never does', async () => {
      using room = await unloadedRoom(site, RestoreQueue.Never);
      expect(await room.state()).toMatchObject({ currentSource: null, queue: [], prevQueue: null });
    });
  });
}

const add = (what: object) => ({ type: RequestType.Add, ...what });

const OLD_QUEUE = [
  { ...DEMO, startAt: 15 },
  { ...video('next'), startAt: 3 },
];

/** A permanent room that was unloaded while it had something to play. */
async function unloadedRoom(site: Target, restoreQueueBehavior: RestoreQueue): Promise<Room> {
  const { owner } = await castOf(site);
  const room = await Room.create(site, owner, { isTemporary: false });
  await done(site, 'PATCH', `/room/${room.name}`, { by: owner, body: { restoreQueueBehavior } });
  const [ann] = await room.enter();
  await room.fill(ann, DEMO, { ...video('next'), startAt: 3 });
  ann.ask({ type: RequestType.Seek, value: 15 });
  await room.rest(ann);
  const unloading = await call(site, 'DELETE', `/room/${room.name}`, { by: 'administrator' });
  expect(unloading.status).toBe(200);
  expect(await ann.ends()).toBe(4003);
  return room;
}
