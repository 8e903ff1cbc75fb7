import { expect, it } from 'bun:test';
import {
  clientId,
  PLAYER_STATUSES,
  RequestType,
  SKIP_CATEGORIES,
  type PlayerStatus,
  type SkipCategory,
  type VideoSegment,
} from '@usher/protocol';
import * as fc from 'fast-check';
import { endOf } from './item.ts';
import type { RoomEffect, RoomInput } from './room-io.ts';
import { Room } from './room.ts';
import { CLIENTS, enter, step, take, visitor, type Step } from './testing/random-steps.ts';
import { CONFIG, TestRoom } from './testing/test-room.ts';

/** What belongs to waiting and skipping, besides what else happens to a room. */
type MoreStep =
  | Step
  | { kind: 'report'; id: string; status: PlayerStatus }
  | { kind: 'play'; id: string; state: boolean }
  | { kind: 'watch'; id: string; video: string }
  | { kind: 'settings'; waitForReadySeconds: number; autoSkipSegmentCategories: SkipCategory[] }
  | { kind: 'segments'; segments: VideoSegment[] };

const client = fc.constantFrom(...CLIENTS);
const seconds = fc.integer({ min: 0, max: 110 });
const category = fc.constantFrom(...SKIP_CATEGORIES);
const segment = fc.record({ category, startTime: seconds, endTime: seconds });

const moreStep = fc.oneof(
  { weight: 6, arbitrary: step },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('report'),
      id: client,
      status: fc.constantFrom(...PLAYER_STATUSES),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('play'), id: client, state: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.nat(3_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('watch'), id: client, video: fc.constantFrom('y0', 'y1') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settings'),
      waitForReadySeconds: fc.constantFrom(0, 1, 10, 60),
      autoSkipSegmentCategories: fc.subarray([...SKIP_CATEGORIES]),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('segments'), segments: fc.array(segment, { maxLength: 4 }) }),
  },
) as fc.Arbitrary<MoreStep>;

function takeMore(room: TestRoom, next: MoreStep): void {
  switch (next.kind) {
    case 'report':
      return room.say(next.id, { action: 'status', status: next.status });
    case 'play':
      return room.request(next.id, { type: RequestType.Playback, state: next.state });
    case 'watch':
      room.request(next.id, { type: RequestType.Add, video: { service: 'youtube', id: next.video } });
      return room.resolve();
    case 'settings': {
      const { kind: _, ...settings } = next;
      return room.request('owner', { type: RequestType.ApplySettings, settings });
    }
    case 'segments':
      for (const id of ['y0', 'y1']) {
        room.apply({
          kind: 'segments-found',
          video: { service: 'youtube', id },
          segments: next.segments,
        });
      }
      return;
    default:
      return take(room, next);
  }
}

/** Is looked at after every input, wake-ups included. */
class WatchedRoom extends TestRoom {
  look: (room: TestRoom) => void = () => undefined;

  override apply(input: RoomInput): RoomEffect[] {
    const effects = super.apply(input);
    this.look(this);
    return effects;
  }
}

function happen(check: (steps: MoreStep[], room: WatchedRoom) => void): void {
  const run = (steps: MoreStep[], videoLength: number): void => {
    const room = new WatchedRoom({ owner: 1 });
    room.videoLength = videoLength;
    for (const id of CLIENTS) enter(room, id);
    check(steps, room);
  };
  const steps = fc.array(moreStep, { maxLength: 60, size: 'max' });
  fc.assert(fc.property(steps, fc.constantFrom(0, 30, 100), run), { numRuns: 300 });
}

function always(newCheck: () => (room: TestRoom) => void): void {
  happen((steps, room) => {
    room.look = newCheck();
    for (const next of steps) takeMore(room, next);
  });
}

it('[WEB-6] a room waits at most as long as it is to', () => {
  always(() => {
    let item = 0;
    let sinceMs = Infinity;
    return ({ room, now, state }) => {
      const { currentSinceMs } = room.snapshot().start;
      if (state.waitingFor.length === 0) sinceMs = Infinity;
      else if (sinceMs === Infinity || currentSinceMs !== item) sinceMs = now;
      item = currentSinceMs;
      if (sinceMs === Infinity) return;
      const untilMs = sinceMs + state.waitForReadySeconds * 1000;
      expect(now).toBeLessThan(untilMs);
      expect(room.deadlineMs()).toBeLessThanOrEqual(untilMs);
    };
  });
});

it('[WEB-6] a room waits only for members who may still become ready, and stands meanwhile', () => {
  always(() => ({ room, now, state }) => {
    const { start } = room.snapshot();
    expect(start.phase.state === 'waiting').toBe(state.waitingFor.length > 0);
    if (state.waitingFor.length === 0) return;
    expect(state).toMatchObject({ isPlaying: false, currentSource: expect.anything() });
    const users = new Map(room.users().map((user) => [user.id, user]));
    for (const id of state.waitingFor) {
      const status = users.get(id)?.status ?? 'none';
      const isSilent = !start.reportedBy.includes(clientId(id)) && now < start.currentSinceMs + 1_000;
      expect(status === 'buffering' || (isSilent && status !== 'none')).toBe(true);
    }
  });
});

it('[WEB-6] what a room remembers of players is of its members', () => {
  always(() => ({ room }) => {
    const { reportedBy } = room.snapshot().start;
    expect(reportedBy.every((id) => room.has(id))).toBe(true);
  });
});

it('[ROM-10] the position is within the item, whatever is skipped', () => {
  always(() => ({ state: { currentSource, playbackPosition } }) => {
    const end = currentSource === null ? 0 : (endOf(currentSource) ?? Infinity);
    expect(playbackPosition).toBeGreaterThanOrEqual(0);
    expect(playbackPosition).toBeLessThanOrEqual(end);
  });
});

it('[ROM-10] a room that nobody talks to comes to rest', () => {
  happen((steps, room) => {
    for (const next of steps) takeMore(room, next);
    let inputs = 0;
    room.look = () => inputs++;
    room.pass(60_000);
    expect(inputs).toBeLessThan(1_000);
  });
});

/** The same room on another Monolith, to which everyone who was there has come back. */
function moved(room: TestRoom): TestRoom {
  const copy = new TestRoom({ owner: 1 });
  copy.videoLength = room.videoLength;
  copy.now = room.now;
  const suspended = CLIENTS.filter((id) => room.room.isSuspended(clientId(id)));
  for (const id of suspended) room.suspend(id);
  copy.room = Room.restore(JSON.parse(JSON.stringify(room.room.snapshot())), room.now, CONFIG);
  for (const id of CLIENTS) {
    if (!room.room.has(clientId(id)) || suspended.includes(id)) continue;
    copy.join(id, { ...visitor(id), resume: true });
  }
  // Both have asked for what they need by now, and nobody answers that.
  for (const each of [room, copy]) each.apply({ kind: 'tick' });
  return copy;
}

it('[LNK-41] a move in any state changes nothing of what comes', () => {
  happen((steps, room) => {
    const half = Math.floor(steps.length / 2);
    for (const next of steps.slice(0, half)) takeMore(room, next);
    const copy = moved(room);
    for (const next of steps.slice(half)) {
      takeMore(room, next);
      takeMore(copy, next);
      expect(copy.state).toEqual(room.state);
    }
  });
});
