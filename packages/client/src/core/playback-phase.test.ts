import { describe, expect, it } from 'bun:test';
import { phaseOf, playOrPause, type PlaybackPhase } from './playback-phase.ts';
import type { PlaybackGoal } from './playback-vector.ts';
import type { PlayerSample } from './player.ts';

const goal: PlaybackGoal = { position: 50, running: true, speed: 1, startsInMs: 0 };
const player: PlayerSample = {
  position: 50,
  duration: 100,
  rate: 1,
  paused: false,
  seeking: false,
  stalled: false,
};
const paused = { paused: true };
const stands = { running: false };
const seeking = { seeking: true };

describe('a phase', () => {
  it.each<[PlaybackPhase, string, Partial<PlaybackGoal>, Partial<PlayerSample>]>([
    ['live', 'of a broadcast, whatever else', {}, { isLive: true, seeking: true, duration: null }],
    ['seeking', 'of a player that seeks, though the room is through', { position: 100 }, seeking],
    ['seeking', 'of a player that seeks, though the room is paused', stands, { ...seeking, ...paused }],
    ['ending', 'when the room is through', { position: 100 }, {}],
    ['ending', 'when the player has run out, too', { position: 101 }, paused],
    ['standing', 'when the room is paused, at the very end, too', { position: 100, ...stands }, paused],
    ['standing', 'when the room is about to start', { ...stands, startsInMs: 300 }, { stalled: true }],
    ['starting', 'when the player stands in a room that runs', {}, paused],
    ['starting', 'when it waits for data, too', {}, { ...paused, stalled: true }],
    ['starting', 'when nobody knows the end', { position: 1e6 }, { ...paused, duration: null }],
    ['stalled', 'when the player would run if it had data', {}, { stalled: true }],
    ['following', 'when both run', {}, {}],
  ])('[WEB-3] is "%s" %s', (phase, _when, room, state) =>
    expect(phaseOf({ ...goal, ...room }, { ...player, ...state })).toBe(phase),
  );
});

describe('a player', () => {
  const toldTo = (room: Partial<PlaybackGoal>, state: Partial<PlayerSample>) =>
    playOrPause({ ...goal, ...room }, { ...player, ...state }).map(({ kind }) => kind);

  it('[WEB-1] is told to run or stand where it does not do as the room does', () => {
    expect([toldTo({}, paused), toldTo(stands, {})]).toEqual([['play'], ['pause']]);
    expect([toldTo({}, {}), toldTo(stands, paused)]).toEqual([[], []]);
  });

  it('[WEB-1] is not told to play what is over: it would begin anew', () => {
    expect(toldTo({ position: 100 }, paused)).toEqual([]);
  });
});
