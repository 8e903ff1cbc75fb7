import { describe, expect, it } from 'bun:test';
import { goalAt, moveVector, type PlaybackVector } from './playback-vector.ts';

const OFFSET_MS = 1_000_000;
const playing: PlaybackVector = {
  position: 10,
  speed: 1,
  playing: true,
  at: OFFSET_MS + 1000,
  timeline: 'server',
};
const paused: PlaybackVector = { ...playing, playing: false };

describe('goal', () => {
  it('[WEB-1] moves with the time of the server, at the speed of the room', () => {
    expect(goalAt({ ...playing, speed: 2 }, 3000, OFFSET_MS)).toEqual({
      position: 14,
      running: true,
      speed: 2,
      startsInMs: 0,
    });
  });

  it('[WEB-1] stands while paused', () => {
    expect(goalAt(paused, 9000, OFFSET_MS)).toMatchObject({ position: 10, running: false, startsInMs: 0 });
  });

  it('[WEB-3] waits at its position for the moment at which a play takes effect', () => {
    expect(goalAt(playing, 700, OFFSET_MS)).toEqual({
      position: 10,
      running: false,
      speed: 1,
      startsInMs: 300,
    });
    expect(goalAt(playing, 1000, OFFSET_MS)).toMatchObject({ position: 10, running: true });
  });

  it('[WEB-1] does not need the clock of a server that says no time', () => {
    expect(goalAt({ ...playing, at: 1000, timeline: 'local' }, 2500, OFFSET_MS).position).toBe(11.5);
  });
});

describe('sync', () => {
  it('[WEB-1] leaves the vector alone when it says nothing of playback', () => {
    expect(moveVector(playing, { action: 'sync', title: 'x', serverTime: OFFSET_MS + 5000 }, 5000)).toBe(
      playing,
    );
  });

  it('[WEB-3] plays from where it stands, at the moment announced', () => {
    const sync = {
      action: 'sync',
      isPlaying: true,
      serverTime: OFFSET_MS + 5000,
      effectiveAt: OFFSET_MS + 5300,
    } as const;
    expect(moveVector(paused, sync, 5050)).toEqual({ ...playing, position: 10, at: OFFSET_MS + 5300 });
  });

  it('[WEB-1] pauses at the position said', () => {
    const sync = {
      action: 'sync',
      isPlaying: false,
      playbackPosition: 12.5,
      serverTime: OFFSET_MS + 4000,
    } as const;
    expect(moveVector(playing, sync, 4050)).toMatchObject({ playing: false, position: 12.5 });
  });

  it('[WEB-1] advances to the moment of a sync that changes the speed and says no position', () => {
    const sync = { action: 'sync', playbackSpeed: 2, serverTime: OFFSET_MS + 4000 } as const;
    expect(moveVector(playing, sync, 4050)).toMatchObject({ position: 13, speed: 2, at: OFFSET_MS + 4000 });
  });

  it('[WEB-1] keeps the same vector when a sync only repeats what is known', () => {
    const sync = { action: 'sync', playbackPosition: 13.001, serverTime: OFFSET_MS + 4000 } as const;
    expect(moveVector(playing, sync, 4050)).toBe(playing);
  });

  it('[WEB-1] is anchored at receipt when the server says no time', () => {
    const started = moveVector(
      null,
      { action: 'sync', isPlaying: true, playbackPosition: 7, playbackSpeed: 1 },
      500,
    );
    expect(started).toEqual({ position: 7, speed: 1, playing: true, at: 500, timeline: 'local' });
    expect(moveVector(started, { action: 'sync', isPlaying: false }, 2500)).toMatchObject({
      position: 9,
      at: 2500,
    });
  });
});
