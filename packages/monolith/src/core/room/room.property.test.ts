import { expect, it } from 'bun:test';
import { clientId, effectiveMask, ROLES_BY_RANK, videoKey, type RoomRequest } from '@usher/protocol';
import * as fc from 'fast-check';
import { endOf } from './item.ts';
import { Room } from './room.ts';
import { CLIENTS, enter, request, step, take, type Step } from './testing/random-steps.ts';
import { CONFIG, TestRoom } from './testing/test-room.ts';

type Check = (room: TestRoom, before: { room: Room; revision: number; snapshot: string }) => void;

/** Lets random things happen to a room, and checks it after each. */
function always(newCheck: () => Check): void {
  const run = (steps: Step[], videoLength: number): void => {
    const room = new TestRoom({ owner: 1 });
    room.videoLength = videoLength;
    for (const id of CLIENTS) enter(room, id);
    const check = newCheck();
    for (const next of steps) {
      const before = { room: room.room, revision: room.room.revision, snapshot: snapshotOf(room) };
      take(room, next);
      check(room, before);
    }
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.constantFrom(0, 30, 100), run), {
    numRuns: 200,
  });
}

/** Until nothing is left to be told. */
function calmDown(room: TestRoom): void {
  let before: string;
  do {
    before = snapshotOf(room);
    room.pass(100);
  } while (snapshotOf(room) !== before);
}

const snapshotOf = ({ room }: TestRoom): string => JSON.stringify(room.snapshot());

it('[ROM-20] no video is in a room twice', () => {
  always(() => ({ current, queue }) => {
    const ids = current === null ? queue : [current.id, ...queue];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('[ROM-22] votes are for queued videos, by clients who are in the room', () => {
  always(() => ({ room, state }) => {
    const { votes, votesToSkip, endedBy } = room.snapshot();
    const queued = new Set(state.queue.map(videoKey));
    expect(votes.every(([key, voters]) => queued.has(key) && voters.length > 0)).toBe(true);
    const voters = [...votes.flatMap(([, each]) => each), ...votesToSkip, ...endedBy];
    expect(voters.every((id) => room.has(id))).toBe(true);
  });
});

it('[ROM-12] in vote mode the queue is sorted by votes', () => {
  always(() => ({ state }) => {
    if (state.queueMode !== 'vote') return;
    const counts = new Map(state.voteCounts);
    const order = state.queue.map((item) => counts.get(videoKey(item)) ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });
});

it('[ROM-10] the position is within the item, and 0 without one', () => {
  always(() => ({ state: { currentSource, playbackPosition } }) => {
    const end = currentSource === null ? 0 : (endOf(currentSource) ?? Infinity);
    expect(playbackPosition).toBeGreaterThanOrEqual(0);
    expect(playbackPosition).toBeLessThanOrEqual(end);
  });
});

it('[ROM-11] something is current while anything is queued', () => {
  always(
    () =>
      ({ current, queue }) =>
        expect(queue.length === 0 || current !== null).toBe(true),
  );
});

it('[ROM-30] who ranks higher may do at least as much', () => {
  always(() => ({ state: { grants } }) => {
    const masks = ROLES_BY_RANK.map((role) => effectiveMask(grants, role));
    for (const [rank, mask] of masks.entries()) expect(mask & ~(masks[rank + 1] ?? mask)).toBe(0);
  });
});

it('[ROM-3] a snapshot restores to itself', () => {
  always(() => (room) => {
    const restored = Room.restore(JSON.parse(snapshotOf(room)), room.now, CONFIG);
    expect(JSON.parse(JSON.stringify(restored.snapshot()))).toEqual(JSON.parse(snapshotOf(room)));
  });
});

it('[OWN-4] the revision grows with every change of the snapshot', () => {
  always(() => (room, before) => {
    if (room.room !== before.room || snapshotOf(room) === before.snapshot) return;
    expect(room.room.revision).toBeGreaterThan(before.revision);
  });
});

it('[WEB-1] whoever follows the syncs knows the whole state, and where playback is', () => {
  always(() => {
    const view: Record<string, unknown> = {};
    let anchorMs = 0;
    return (room) => {
      if (!room.room.has(clientId('w')) || room.room.isSuspended(clientId('w'))) {
        room.join('w', { resume: true });
      }
      calmDown(room);
      for (const message of room.heard('w')) {
        if (message.action !== 'sync') continue;
        const { action: _, clockId: _clockId, serverTime = 0, effectiveAt = serverTime, ...fields } = message;
        if (fields.playbackPosition !== undefined) anchorMs = effectiveAt;
        Object.assign(view, fields);
      }
      const { playbackPosition, ...state } = room.state;
      const { playbackPosition: position, ...seen } = view;
      expect(seen).toEqual(state);
      if (state.currentSource === null) return;
      const moved = state.isPlaying ? (Math.max(0, room.now - anchorMs) / 1000) * state.playbackSpeed : 0;
      expect(Number(position) + moved).toBeCloseTo(playbackPosition, 6);
    };
  });
});

/** `what` by somebody who may do nothing, after `steps`. */
function refuse(what: RoomRequest, steps: Step[]): void {
  const room = new TestRoom({ owner: 1 });
  enter(room, 'owner');
  for (const next of steps) take(room, next);
  const snapshot = room.room.snapshot();
  const settings = { ...snapshot.settings, grants: [] };
  room.room = Room.restore({ ...snapshot, settings }, room.now, CONFIG);
  room.join('nobody');
  const before = snapshotOf(room);
  room.request('nobody', what);
  expect(snapshotOf(room)).toBe(before);
  expect(room.effects.every(({ kind }) => kind === 'send')).toBe(true);
}

it('[ROM-30] a request without permission changes nothing', () => {
  fc.assert(fc.property(request, fc.array(step, { maxLength: 20, size: 'max' }), refuse));
});
