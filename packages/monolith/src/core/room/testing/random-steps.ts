import { RequestType, ROLES_BY_RANK, type RoomRequest } from '@usher/protocol';
import * as fc from 'fast-check';
import type { CallRequest, RoomUser } from '../room-io.ts';
import { account, guest, video, type TestRoom } from './test-room.ts';

/** Something that happens to a room. Metadata comes late, or at once. */
export type Step =
  | { kind: 'request' | 'answered-request'; id: string; request: RoomRequest }
  | { kind: 'call'; id: string; request: CallRequest }
  | { kind: 'enter' | 'leave' | 'suspend' | 'ended'; id: string }
  | { kind: 'pass'; ms: number }
  | { kind: 'move' };

const USERS: Readonly<Record<string, RoomUser>> = {
  owner: account('owner', 1),
  ann: account('ann', 2),
  bob: account('bob', 3),
  x: guest('x'),
  y: guest('y'),
};
export const CLIENTS: readonly string[] = Object.keys(USERS);
const client = fc.constantFrom(...CLIENTS);

/** Neighbours, who have one address. */
const HOUSE: ReadonlySet<string> = new Set(['bob', 'x', 'y']);
const ADDRESS = '10.0.0.7';

/** Who stands behind a client's name. */
export const visitor = (id: string): { user: RoomUser; address: string | null } => ({
  user: userNamed(id),
  address: HOUSE.has(id) ? ADDRESS : null,
});

export function enter(room: TestRoom, id: string): void {
  room.join(id, visitor(id));
}

const userNamed = (id: string): RoomUser => USERS[id] ?? guest(id);

/** Few videos, so that requests meet. */
const someVideo = fc.constantFrom('v0', 'v1', 'v2', 'v3', 'v4', 'v5').map(video);
const seconds = fc.integer({ min: 0, max: 120 });
const trim = fc.record({ startAt: seconds, endAt: seconds }, { requiredKeys: [] });
const trimmed = fc.tuple(someVideo, trim).map(([id, update]) => Object.assign({}, id, update));
const index = fc.nat(5);
const role = fc.constantFrom(...ROLES_BY_RANK);
const settings = fc.record(
  {
    title: fc.constantFrom('', 'T'),
    visibility: fc.constantFrom('public', 'private'),
    queueMode: fc.constantFrom('manual', 'vote', 'loop', 'dj'),
    enableVoteSkip: fc.boolean(),
    grants: fc.array(fc.tuple(role, fc.nat(134_217_727)), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const undoable = fc.constantFrom(RequestType.Skip, RequestType.Seek, RequestType.Add, RequestType.Remove);

const FIELDS: Readonly<Record<RoomRequest['type'], Record<string, fc.Arbitrary<unknown>>>> = {
  [RequestType.Playback]: { state: fc.boolean() },
  [RequestType.Skip]: {},
  [RequestType.Seek]: { value: fc.integer({ min: -10, max: 200 }) },
  [RequestType.Add]: { videos: fc.array(trimmed, { minLength: 1, maxLength: 4 }) },
  [RequestType.Remove]: { video: someVideo },
  [RequestType.Order]: { fromIdx: index, toIdx: index },
  [RequestType.Vote]: { video: someVideo, add: fc.boolean() },
  [RequestType.Promote]: { targetClientId: client, role },
  [RequestType.Chat]: { text: fc.constant('hi') },
  [RequestType.Undo]: { event: fc.record({ request: fc.record({ type: undoable }) }) },
  [RequestType.ApplySettings]: { settings },
  [RequestType.PlayNow]: { video: trimmed },
  [RequestType.Shuffle]: {},
  [RequestType.PlaybackSpeed]: { speed: fc.constantFrom(0.25, 1, 4) },
  [RequestType.RestoreQueue]: { discard: fc.boolean() },
  [RequestType.Kick]: { clientId: client },
  [RequestType.UpdateQueueItem]: { video: someVideo, update: trim },
};

/** Any valid request. */
export const request = fc.oneof(
  ...Object.entries(FIELDS).map(([type, fields]) =>
    fc.record({ type: fc.constant(Number(type)), ...fields }),
  ),
) as fc.Arbitrary<RoomRequest>;

const accountId = fc.integer({ min: 1, max: 4 });
const banned = fc.oneof(fc.record({ clientId: client }), fc.record({ userId: accountId }));
const hash = fc.constantFrom('h0', 'h1', 'h2');

/** What is asked over HTTP alone. */
export const httpRequest: fc.Arbitrary<CallRequest> = fc.oneof(
  fc.constant({ type: 'claim' } as const),
  fc.record({
    type: fc.constant('ban' as const),
    id: fc.uuid(),
    target: banned,
    address: fc.boolean(),
  }),
  fc.record({ type: fc.constant('unban' as const), name: banned }),
  fc.record({ type: fc.constant('invite' as const), hash }),
  fc.record({ type: fc.constant('redeem' as const), hash }),
);

const requested = { id: client, request };

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('request'), ...requested }) },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('answered-request'), ...requested }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('call'), id: client, request: httpRequest }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call'), ...requested }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('enter'), id: client }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.nat(60_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave'), id: client }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suspend'), id: client }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ended'), id: client }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move') }) },
) as fc.Arbitrary<Step>;

export function take(room: TestRoom, next: Step): void {
  switch (next.kind) {
    case 'request':
      return room.request(next.id, next.request);
    case 'answered-request':
      room.request(next.id, next.request);
      return room.resolve();
    case 'call':
      return room.call(userNamed(next.id), next.request);
    case 'enter':
      return enter(room, next.id);
    case 'pass':
      return room.pass(next.ms);
    case 'leave':
      return room.leave(next.id);
    case 'suspend':
      return room.suspend(next.id);
    case 'ended':
      return room.say(next.id, { action: 'status', status: 'ended' });
    case 'move':
      return room.move();
  }
}
