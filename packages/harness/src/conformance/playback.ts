import { describe, expect } from 'bun:test';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { it } from './it.ts';
import { Member, type Heard } from './member.ts';
import { anonymous } from './people.ts';
import { DEMO, DEMO_SECONDS, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

const PLAY = { type: RequestType.Playback, state: true };
const PAUSE = { type: RequestType.Playback, state: false };
/** How far ahead a start lies (spec 2.4). */
const LEAD_MS = 300;

/** Play, pause, seek, skip, speed, and how a room goes on by itself. */
export function playback(site: Target): void {
  describe('playback', () => {
    it('[MSG-2] [MSG-20] a play is an event of the player, and a sync that says when all start', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      ann.ask({ ...PLAY, user: 'mallory', address: '203.0.113.1' });
      for (const member of [ann, bob]) {
        expect(await member.hears({ action: 'event' })).toEqual({
          action: 'event',
          request: PLAY,
          user: expect.objectContaining({ id: ann.id, isLoggedIn: false, role: 0 }),
          additional: {},
        });
        const { effectiveAt: _, ...sync } = await member.hears({ action: 'sync' });
        expect(sync).toMatchObject({ action: 'sync', isPlaying: true });
        expect(Object.keys(sync).toSorted()).toEqual([
          'action',
          'isPlaying',
          'playbackPosition',
          'serverTime',
        ]);
      }
      bob.ask(PAUSE);
      await ann.hears({ action: 'event', request: PAUSE, user: { id: bob.id } });
      const paused = await ann.hears({ action: 'sync', isPlaying: false });
      expect(paused).not.toHaveProperty('effectiveAt');
      expect(await room.state()).toMatchObject({ playbackPosition: paused['playbackPosition'] });
    });

    it('[MSG-2] [MSG-4] [MSG-20] a play and a seek take effect 300 ms after they were asked for, so that all start together', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      for (const request of [PLAY, { type: RequestType.Seek, value: 9 }]) {
        ann.say({ action: 'clock', t0: 0 });
        ann.ask(request);
        const { t2 } = await ann.hears({ action: 'clock' });
        const { serverTime, effectiveAt } = await bob.hears({ action: 'sync' });
        const isAhead = Number(serverTime) < Number(t2) + LEAD_MS; // on a machine that is too busy it has begun
        if (isAhead) expect(Number(effectiveAt)).toBeGreaterThanOrEqual(Number(t2) + LEAD_MS);
        if (effectiveAt !== undefined) expect(Number(effectiveAt)).toBeGreaterThan(Number(serverTime));
      }
    });

    it('[MSG-2] to play what plays, or pause what is paused, is nothing', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      ann.ask(PAUSE);
      await ann.hearsAll();
      expect(await bob.hearsAll()).toEqual([]);
      ann.ask(PLAY, PLAY);
      await bob.hears({ action: 'event', request: PLAY });
      await room.rest(ann);
      bob.ask(PLAY);
      expect(await bob.hearsAll()).toEqual([]);
    });

    it('[ROM-10] [MSG-16] the position goes on with the room’s clock and speed; a change of speed keeps it', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      ann.ask(PLAY);
      const started = await bob.hears({ action: 'sync', isPlaying: true });
      await expectPosition(room, started, 1);
      ann.ask({ type: RequestType.PlaybackSpeed, speed: 2.5 });
      const faster = await bob.hears({ action: 'sync', playbackSpeed: 2.5 });
      expect(Number(faster['playbackPosition'])).toBeLessThan(DEMO_SECONDS / 2);
      await expectPosition(room, faster, 2.5);
    });

    it('[MSG-16] speeds from 0.25 to 4 are set', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      for (const speed of [0.25, 4, 1]) {
        ann.ask({ type: RequestType.PlaybackSpeed, speed });
        await bob.hears({ action: 'sync', playbackSpeed: speed });
      }
    });

    it('[MSG-4] a seek tells where it was, and stays within the video', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      const seeks = [
        { value: 12.5, from: 0, to: 12.5 },
        { value: 1e6, from: 12.5, to: DEMO_SECONDS },
        { value: -3, from: DEMO_SECONDS, to: 0 },
      ];
      for (const { value, from, to } of seeks) {
        ann.ask({ type: RequestType.Seek, value });
        const event = await bob.hears({ action: 'event' });
        expect(event).toMatchObject({
          request: { type: RequestType.Seek, value },
          user: { id: ann.id },
          additional: { prevPosition: from },
        });
        const sync = await bob.hears({ action: 'sync' });
        expect(sync).toMatchObject({ playbackPosition: to });
        expect(sync).not.toHaveProperty('isPlaying');
      }
    });

    it('[MSG-3] [ROM-12] a skip tells what was skipped and where; after the last nothing plays', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, { ...video('b'), startAt: 7 });
      ann.ask(
        { type: RequestType.Seek, value: 20 },
        { type: RequestType.PlaybackSpeed, speed: 2 },
        PLAY,
        PAUSE,
      );
      await room.rest(ann);
      ann.ask({ type: RequestType.Skip });
      expect(await bob.hears({ action: 'event' })).toMatchObject({
        request: { type: RequestType.Skip },
        additional: { video: { ...DEMO, length: DEMO_SECONDS }, prevPosition: 20 },
      });
      expect(await bob.hears({ action: 'sync' })).toMatchObject({
        currentSource: video('b'),
        playbackPosition: 7,
        playbackSpeed: 1,
        queue: [],
      });
      ann.ask(PLAY, { type: RequestType.Skip });
      await bob.hears({ action: 'sync', currentSource: null });
      expect(await room.state()).toMatchObject({
        currentSource: null,
        isPlaying: false,
        playbackPosition: 0,
        queue: [],
      });
    });

    it('[MSG-3] [MSG-4] without anything to play, neither skip nor seek', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.refuses(
        { asker, witness },
        [{ type: RequestType.Skip }, 'VideoNotFoundException'],
        [{ type: RequestType.Seek, value: 3 }, 'VideoNotFoundException'],
      );
    });

    it('[MSG-14] [ROM-21] what is played now puts what was playing in front of the queue, to go on from there', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('b'), video('c'));
      ann.ask({ type: RequestType.Seek, value: 33 });
      await room.rest(ann);
      ann.ask({ type: RequestType.PlayNow, video: video('c') }); // one of the queue
      expect(await bob.hears({ action: 'sync', currentSource: video('c') })).toMatchObject({
        playbackPosition: 0,
      });
      const { queue } = await room.state();
      expect(queue).toMatchObject([{ ...DEMO, startAt: 33 }, video('b')]);
      ann.ask({ type: RequestType.PlayNow, video: { ...video('new'), startAt: 4 } }); // one that is new
      await bob.hears({ action: 'sync', currentSource: video('new'), playbackPosition: 4 });
      expect(idsOf((await room.state())['queue'])).toEqual([video('c').id, DEMO.id, video('b').id]);
      await room.rest(ann);
      ann.ask({ type: RequestType.PlayNow, video: video('new') }); // the current one
      await ann.hearsAll();
      expect(await bob.hearsAll()).toEqual([]);
    });

    it('[MSG-14] what cannot be found is not played, and what plays goes on', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, DEMO);
      const tooShort = { ...video('b'), startAt: 5, endAt: 5.5 };
      await room.refuses(
        { asker, witness },
        [{ type: RequestType.PlayNow, video: { service: 'reddit', id: 'x' } }, 'UnsupportedServiceException'],
        [{ type: RequestType.PlayNow, video: tooShort }, 'BadApiArgumentException'],
      );
    });
  });
}

/** Playback that has begun as `sync` says is, some time later, where joiners are told that it is. */
async function expectPosition(room: Room, sync: Heard, speed: number): Promise<void> {
  const startMs = Number(sync['effectiveAt'] ?? sync['serverTime']);
  const later = await until('it has moved on', async () => {
    const full = await fullSyncOf(room);
    return Number(full['serverTime']) > startMs && full;
  });
  const elapsedSeconds = (Number(later['serverTime']) - startMs) / 1000;
  const expected = Number(sync['playbackPosition']) + elapsedSeconds * speed;
  expect(Number(later['playbackPosition'])).toBeCloseTo(expected, 3);
}

async function fullSyncOf(room: Room): Promise<Heard> {
  using joiner = await Member.knock(room.site, room.name, await anonymous(room.site));
  return await joiner.hears({ action: 'sync', name: room.name });
}
