import { describe, expect } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { it } from './it.ts';
import { DEMO, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

const PLAY = { type: RequestType.Playback, state: true };

/** What a room does by itself at the end of an item, and how its queue's mode decides what is next. */
export function goingOn(site: Target): void {
  describe('a room that goes on by itself', () => {
    it('[ROM-11] plays the next at the end of an item, and nothing after the last', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, { ...DEMO, endAt: 1 }, video('b'));
      ann.ask(PLAY);
      const next = await bob.hears({ action: 'sync', currentSource: video('b'), queue: [] });
      expect(next).not.toHaveProperty('isPlaying'); // it goes on
      using other = await Room.generate(site);
      const [cid] = await other.enter();
      await other.fill(cid, { ...DEMO, endAt: 1 });
      cid.ask(PLAY);
      await cid.hears({ action: 'sync', currentSource: null, isPlaying: false, playbackPosition: 0 });
    });

    it('[ROM-11] [MSG-24] of unknown length an item plays until its end is reported', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, video('unknown'), video('b'));
      ann.ask(PLAY);
      await bob.hears({ action: 'sync', isPlaying: true });
      // So soon after its start, an end is that of the item before: it is reported until it is believed.
      while (idsOf((await room.state())['queue']).length > 0) {
        bob.report('ended');
        bob.report('ready');
        await Bun.sleep(100);
      }
      expect(await room.state()).toMatchObject({ currentSource: video('b'), isPlaying: true });
    });

    it('[ROM-12] loop: what was playing goes to the end, without its trim; alone it plays again', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.ask({ type: RequestType.ApplySettings, settings: { queueMode: 'loop' } });
      await room.fill(ann, { ...DEMO, startAt: 5, endAt: 30 }, video('b'));
      ann.ask({ type: RequestType.Skip });
      const { queue } = await bob.hears({ action: 'sync', currentSource: video('b') });
      expect(queue).toEqual([expect.objectContaining(DEMO)]);
      expect(queue).not.toMatchObject([{ startAt: 5 }]);
      expect(queue).not.toMatchObject([{ endAt: 30 }]);
      ann.ask({ type: RequestType.Remove, video: DEMO });
      await room.rest(ann);
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'event', request: { type: RequestType.Skip } });
      await room.rest(ann);
      expect(await room.state()).toMatchObject({ currentSource: video('b'), queue: [] });
    });

    it('[ROM-12] dj: a skip begins the same again and leaves queue and speed as they are', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      ann.ask({ type: RequestType.ApplySettings, settings: { queueMode: 'dj' } });
      await room.fill(ann, { ...DEMO, startAt: 5 }, video('b'));
      ann.ask({ type: RequestType.PlaybackSpeed, speed: 2 }, { type: RequestType.Seek, value: 40 });
      await room.rest(ann);
      ann.ask({ type: RequestType.Skip });
      const sync = await bob.hears({ action: 'sync' });
      expect(sync).toMatchObject({ currentSource: DEMO, playbackPosition: 5 });
      expect(await room.state()).toMatchObject({ playbackSpeed: 2, queue: [video('b')] });
    });
  });
}
