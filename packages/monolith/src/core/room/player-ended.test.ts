import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { account, TestRoom } from './testing/test-room.ts';

const ended = { action: 'status', status: 'ended' };

function playing(length: number | undefined): TestRoom {
  const room = new TestRoom({ owner: 1 });
  room.videoLength = length;
  room.join('owner', { user: account('owner', 1) });
  for (const id of ['a', 'b', 'c']) room.join(id);
  room.add('owner', 'v1', 'v2');
  room.request('owner', { type: RequestType.Playback, state: true });
  return room;
}

/** Nobody but the owner may skip. */
function withoutSkip(room: TestRoom): void {
  const withoutBit1 = 113_250_303 & ~2;
  const grants = ([0, 1, 2] as const).map((role) => [role, withoutBit1] as [0 | 1 | 2, number]);
  room.request('owner', { type: RequestType.ApplySettings, settings: { grants } });
}

describe('a player that reports the end', () => {
  it('[ROM-11] is believed near the known end', () => {
    const room = playing(100);
    room.pass(96_000);
    room.say('a', ended);
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] is not believed far from it', () => {
    const room = playing(100);
    room.pass(50_000);
    room.say('a', ended);
    expect(room.current?.id).toBe('v1');
  });

  it('[ROM-11] ends an item of unknown length if its user may skip', () => {
    const room = playing(undefined);
    room.pass(50_000);
    room.say('a', ended);
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] ends an item of unknown length with half of the room, others who may not skip', () => {
    const room = playing(undefined);
    withoutSkip(room);
    room.pass(50_000);
    room.say('a', ended);
    expect(room.current?.id).toBe('v1');
    room.say('b', ended);
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] counts for half of a room that gets smaller', () => {
    const room = playing(undefined);
    withoutSkip(room);
    room.pass(50_000);
    room.say('a', ended);
    room.leave('b');
    expect(room.current?.id).toBe('v1');
    room.leave('c');
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] does not end the next item when it is late', () => {
    const room = playing(undefined);
    room.pass(50_000);
    room.say('a', ended);
    room.pass(200);
    room.say('b', ended);
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] does not end the next item when it is late, though that is not waited for', () => {
    const room = playing(undefined);
    room.request('owner', { type: RequestType.ApplySettings, settings: { waitForReadySeconds: 0 } });
    room.pass(50_000);
    room.say('a', ended);
    room.request('owner', { type: RequestType.Seek, value: 30 });
    room.pass(999);
    room.say('b', ended);
    expect(room.current?.id).toBe('v2');
    room.pass(1);
    room.say('c', ended);
    expect(room.current).toBeNull();
  });

  it('[ROM-11] does not count any more when it has left', () => {
    const room = playing(undefined);
    withoutSkip(room);
    room.pass(50_000);
    room.say('a', ended);
    room.leave('a');
    room.say('b', ended);
    expect(room.current?.id).toBe('v1');
  });

  it('[ROM-11] is not counted for the next item', () => {
    const room = playing(undefined);
    withoutSkip(room);
    room.pass(50_000);
    room.say('a', ended);
    room.request('owner', { type: RequestType.Skip });
    room.pass(50_000);
    room.say('b', ended);
    expect(room.current?.id).toBe('v2');
  });

  it('[ROM-11] ends nothing in a paused room', () => {
    const room = playing(undefined);
    room.pass(50_000);
    room.request('owner', { type: RequestType.Playback, state: false });
    room.say('a', ended);
    expect(room.current?.id).toBe('v1');
  });
});
