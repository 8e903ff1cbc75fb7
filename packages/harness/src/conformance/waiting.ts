import { describe, expect } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { it } from './it.ts';
import { DEMO, Room } from './room.ts';
import type { Target } from './target.ts';

const PLAY = { type: RequestType.Playback, state: true };

/** Whom a room waits for before it plays an item. */
export function waiting(site: Target): void {
  describe('a room that waits for slow players', () => {
    it('[WEB-6] [MSG-2] nobody waits for clients that report nothing', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      ann.ask(PLAY);
      const sync = await bob.hears({ action: 'sync' });
      expect(sync).toMatchObject({ isPlaying: true });
      expect(sync).not.toHaveProperty('waitingFor');
    });

    it('[WEB-6] [MSG-24] who buffers is waited for; the room plays when they are ready', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      bob.report('buffering');
      await ann.hears({ action: 'user', update: { value: { id: bob.id, status: 'buffering' } } });
      ann.ask(PLAY);
      const waits = await ann.hears({ action: 'sync', isPlaying: false, waitingFor: [bob.id] });
      expect(waits).toMatchObject({ playbackPosition: 0 });
      bob.report('ready');
      await ann.hears({ action: 'sync', isPlaying: true, waitingFor: [] });
    });

    it('[WEB-6] [MSG-2] to play while it waits is not to wait any longer', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO);
      bob.report('buffering');
      await ann.hears({ action: 'user', update: { value: { id: bob.id, status: 'buffering' } } });
      ann.ask(PLAY);
      await ann.hears({ action: 'sync', waitingFor: [bob.id] });
      ann.ask(PLAY);
      await ann.hears({ action: 'sync', isPlaying: true, waitingFor: [] });
    });
  });
}
