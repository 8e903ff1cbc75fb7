import { expect, it } from 'bun:test';
import {
  clientId,
  effectiveMask,
  rankOf,
  Role,
  ROLES_BY_RANK,
  videoKey,
  type RoomRequest,
} from '@usher/protocol';
import * as fc from 'fast-check';
import { endOf } from './item.ts';
import type { CallRequest } from './room-io.ts';
import { Room, type RoomSnapshot } from './room.ts';
import {
  CLIENTS,
  enter,
  httpRequest,
  request,
  step,
  take,
  visitor,
  type Step,
} from './testing/random-steps.ts';
import { CONFIG, guest, TestRoom } from './testing/test-room.ts';

type Check = (room: TestRoom, before: Before) => void;

interface Before {
  readonly room: Room;
  readonly revision: number;
  readonly snapshot: string;
  /** What has happened since. */
  readonly step: Step;
}

/** Lets random things happen to a room, and checks it after each. */
function always(newCheck: () => Check): void {
  const run = (steps: Step[], videoLength: number): void => {
    const room = new TestRoom({ owner: 1, creatorSession: guest('w').sessionId });
    room.videoLength = videoLength;
    for (const id of CLIENTS) enter(room, id);
    const check = newCheck();
    for (const next of steps) {
      const { revision } = room.room;
      const before = { room: room.room, revision, snapshot: snapshotOf(room), step: next };
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

/** What the rules say of a user, read from the snapshot. */
function standing(
  { owner, promoted, bans, invitations, settings }: RoomSnapshot,
  { user, address }: Visitor,
) {
  const isOwner = user.userId === owner;
  const role = isOwner ? Role.Owner : (new Map(promoted).get(user.userId ?? 0) ?? Role.UnregisteredUser);
  const isTrusted = role !== Role.UnregisteredUser;
  const isInvited =
    invitations.sessions.includes(user.sessionId) || invitations.accounts.includes(user.userId ?? 0);
  const isBanned = bans.some(
    (ban) =>
      ban.sessions.includes(user.sessionId) ||
      (user.userId !== null && ban.userId === user.userId) ||
      (!isTrusted && address !== null && ban.addresses.includes(address)),
  );
  return {
    rank: isTrusted ? rankOf(role) : user.isLoggedIn ? 1 : 0,
    isBanned: isBanned && !isOwner,
    mayKnow: settings.visibility !== 'private' || isTrusted || isInvited,
  };
}

type Visitor = Pick<RoomSnapshot['roster'][number], 'user' | 'address'>;

it('[ROM-34] nobody is in a room who is banned from it', () => {
  always(() => ({ room }) => {
    const snapshot = room.snapshot();
    expect(snapshot.roster.filter((member) => standing(snapshot, member).isBanned)).toEqual([]);
  });
});

it('[ROM-34] [ROM-35] whoever may enter enters, and nobody else', () => {
  always(() => ({ room }, { step: happened, snapshot }) => {
    if (happened.kind !== 'enter') return;
    const before = JSON.parse(snapshot) as RoomSnapshot;
    if (before.roster.some(({ id }) => id === happened.id)) return;
    const { mayKnow, isBanned } = standing(before, visitor(happened.id));
    expect(room.has(clientId(happened.id))).toBe(mayKnow && !isBanned);
  });
});

it('[ROM-33] [ROM-34] nobody is removed but by somebody who ranks above them', () => {
  always(() => ({ room }, { step: happened, snapshot }) => {
    if (!('request' in happened)) return;
    const before = JSON.parse(snapshot) as RoomSnapshot;
    const removed = before.roster.filter(({ id }) => !room.has(id));
    const { rank } = standing(before, visitor(happened.id));
    for (const member of removed) expect(standing(before, member).rank).toBeLessThan(rank);
  });
});

it('[ROM-35] over HTTP, too, a hidden room is changed by nobody from whom it is hidden', () => {
  always(() => (room, { step: happened, snapshot }) => {
    if (happened.kind !== 'call' || happened.request.type === 'redeem') return;
    const before = JSON.parse(snapshot) as RoomSnapshot;
    const isHere = before.roster.some(({ id }) => id === happened.id);
    if (isHere || standing(before, visitor(happened.id)).mayKnow) return;
    expect(snapshotOf(room)).toBe(snapshot);
    expect(room.effects).toMatchObject([{ kind: 'answer', error: { code: 'RoomNotFoundException' } }]);
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

/** An invitation is its own permission. */
const unauthorized = httpRequest.filter(({ type }) => type !== 'redeem');

/** `what` by somebody who may do nothing, after `steps`. */
function refuse(what: RoomRequest, overHttp: CallRequest, steps: Step[]): void {
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
  for (const asked of [what, overHttp]) {
    room.call(guest('nobody'), asked);
    expect(snapshotOf(room)).toBe(before);
    expect(room.effects.map(({ kind }) => kind)).toEqual(['answer']);
  }
}

it('[ROM-30] a request without permission changes nothing', () => {
  fc.assert(fc.property(request, unauthorized, fc.array(step, { maxLength: 20, size: 'max' }), refuse));
});
