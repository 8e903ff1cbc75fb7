import { describe, expect, it } from 'bun:test';
import { clientId, LIMITS, RequestType, Role } from '@usher/protocol';
import { Room } from '../room.ts';
import type { CallRequest, RoomUser } from '../room-io.ts';
import { account, CONFIG, guest, TestRoom } from '../testing/test-room.ts';

const OWNER = account('owner', 1);
const CREATOR = guest('creator');
const { ApplySettings } = RequestType;

/** A private room: with an owner who is in it, or one that nobody owns. */
function room(owner: number | null = 1): TestRoom {
  const creatorSession = owner === null ? CREATOR.sessionId : OWNER.sessionId;
  const test = new TestRoom({ visibility: 'private', owner, creatorSession });
  if (owner !== null) test.join('owner', { user: OWNER });
  return test;
}

function call(test: TestRoom, by: RoomUser, request: CallRequest): string | undefined {
  test.call(by, request);
  const answer = test.effects.find((effect) => effect.kind === 'answer');
  expect(answer).toBeDefined();
  return answer?.error?.code;
}

function enters(test: TestRoom, user: RoomUser, options: { resume?: boolean } = {}): boolean {
  test.join('visitor', { user, ...options });
  const isIn = test.room.has(clientId('visitor'));
  if (!isIn) {
    const turnedAway = { kind: 'kick', client: clientId('visitor'), code: 4002, reason: 'room not found' };
    expect(test.effects).toEqual([turnedAway as never]);
  }
  test.leave('visitor');
  return isIn;
}

describe('a private room', () => {
  it('[ROM-35] does not exist for strangers, and they leave no trace', () => {
    const test = room();
    test.heard('owner');
    const { revision } = test.room;
    expect(enters(test, guest('stranger'))).toBe(false);
    expect(enters(test, guest('stranger'), { resume: true })).toBe(false);
    expect(enters(test, account('stranger', 9))).toBe(false);
    expect(test.heard('owner')).toEqual([]);
    expect(test.room.revision).toBe(revision);
    expect(test.room.isVisibleTo(guest('stranger'))).toBe(false);
    for (const request of [
      { type: 'claim' },
      { type: 'invite', hash: 'h' },
      { type: 'ban', id: 'b', target: { userId: 1 }, address: false },
      { type: ApplySettings, settings: { visibility: 'public' } },
      { type: RequestType.Skip },
    ] as const) {
      expect(call(test, guest('stranger'), request)).toBe('RoomNotFoundException');
    }
  });

  it('[ROM-35] lets in the owner, who was promoted, and the session that made it', () => {
    const test = room();
    test.request('owner', { type: ApplySettings, settings: { visibility: 'public' } });
    test.join('ann', { user: account('ann', 2) });
    test.request('owner', { type: RequestType.Promote, targetClientId: 'ann', role: Role.TrustedUser });
    test.leave('ann');
    test.request('owner', { type: ApplySettings, settings: { visibility: 'private' } });
    expect(enters(test, OWNER)).toBe(true);
    expect(enters(test, account('ann', 2))).toBe(true);
    expect(enters(room(null), CREATOR)).toBe(true);
    expect(enters(room(null), guest('stranger'))).toBe(false);
  });

  it('[ROM-35] keeps those who were in it when it became private, and who made it so', () => {
    const test = new TestRoom();
    test.join('a');
    test.join('b', { user: account('b', 2) });
    call(test, guest('from outside'), { type: ApplySettings, settings: { visibility: 'private' } });
    for (const id of ['a', 'b']) test.leave(id);
    expect(enters(test, guest('a'))).toBe(true);
    expect(enters(test, { ...account('b', 2), sessionId: 'another' })).toBe(true);
    expect(enters(test, guest('from outside'))).toBe(true);
    expect(enters(test, guest('c'))).toBe(false);
  });

  it('[ROM-35] is not left by who loses the right to enter while they are there', () => {
    const test = room();
    test.request('owner', { type: ApplySettings, settings: { visibility: 'public' } });
    test.join('ann', { user: account('ann', 2) });
    test.request('owner', { type: RequestType.Promote, targetClientId: 'ann', role: Role.TrustedUser });
    test.leave('ann');
    test.request('owner', { type: ApplySettings, settings: { visibility: 'private' } });
    test.join('ann', { user: account('ann', 2) });
    test.request('owner', { type: RequestType.Promote, targetClientId: 'ann', role: Role.RegisteredUser });
    test.suspend('ann');
    test.join('ann', { user: account('ann', 2), resume: true });
    expect(test.room.has(clientId('ann'))).toBe(true);
    test.leave('ann');
    expect(enters(test, account('ann', 2))).toBe(false);
  });

  it('[ROM-35] does not tell the banned that it exists', () => {
    const test = new TestRoom({ owner: 1 });
    test.join('owner', { user: OWNER });
    test.join('x');
    call(test, OWNER, { type: 'ban', id: 'b', target: { clientId: 'x' }, address: false });
    test.request('owner', { type: ApplySettings, settings: { visibility: 'private' } });
    expect(enters(test, guest('x'))).toBe(false);
    call(test, OWNER, { type: 'invite', hash: 'h' });
    expect(call(test, guest('x'), { type: 'redeem', hash: 'wrong' })).toBe('RoomNotFoundException');
    expect(call(test, guest('x'), { type: 'redeem', hash: 'h' })).toBe('PermissionDeniedException');
    expect(enters(test, guest('x'))).toBe(false);
  });
});

describe('invite', () => {
  it('[ROM-35] lets in the session that redeems it, and its account, again and again', () => {
    const test = room();
    expect(call(test, OWNER, { type: 'invite', hash: 'h' })).toBeUndefined();
    expect(call(test, guest('a'), { type: 'redeem', hash: 'h' })).toBeUndefined();
    expect(call(test, account('b', 2), { type: 'redeem', hash: 'h' })).toBeUndefined();
    expect(enters(test, guest('a'))).toBe(true);
    expect(enters(test, guest('a'))).toBe(true);
    expect(enters(test, { ...account('b', 2), sessionId: 'another' })).toBe(true);
    expect(enters(test, guest('c'))).toBe(false);
  });

  it('[ROM-35] is for the owner, administrators and moderators', () => {
    const test = new TestRoom({ owner: 1 });
    test.join('owner', { user: OWNER });
    for (const [id, userId, role] of [
      ['tom', 2, Role.TrustedUser],
      ['bob', 3, Role.Moderator],
      ['ann', 4, Role.Administrator],
    ] as const) {
      const user = account(id, userId);
      test.join(id, { user });
      test.request('owner', { type: RequestType.Promote, targetClientId: id, role });
      const expected = role === Role.TrustedUser ? 'PermissionDeniedException' : undefined;
      expect(call(test, user, { type: 'invite', hash: id })).toBe(expected as never);
    }
    expect(call(test, OWNER, { type: 'invite', hash: 'h' })).toBeUndefined();
    expect(call(test, guest('x'), { type: 'invite', hash: 'h' })).toBe('PermissionDeniedException');
  });

  it('[ROM-35] is, in a room that nobody owns, for whoever may make it private', () => {
    const test = room(null);
    expect(call(test, CREATOR, { type: 'invite', hash: 'h' })).toBeUndefined();
    const snapshot = test.room.snapshot();
    test.room = Room.restore({ ...snapshot, settings: { ...snapshot.settings, grants: [] } }, 0, CONFIG);
    expect(call(test, CREATOR, { type: 'invite', hash: 'h' })).toBe('PermissionDeniedException');
  });

  it('[ROM-35] that is wrong or too old tells nothing', () => {
    const test = room();
    call(test, OWNER, { type: 'invite', hash: 'h' });
    expect(call(test, guest('a'), { type: 'redeem', hash: 'x' })).toBe('RoomNotFoundException');
    test.now += LIMITS.invitationTtlMs - 1;
    expect(call(test, guest('a'), { type: 'redeem', hash: 'h' })).toBeUndefined();
    test.now += 1;
    expect(call(test, guest('b'), { type: 'redeem', hash: 'h' })).toBe('RoomNotFoundException');
    const open = new TestRoom();
    expect(call(open, guest('a'), { type: 'redeem', hash: 'h' })).toBe('BadApiArgumentException');
  });

  it('[ROM-35] the oldest of too many counts no longer', () => {
    const test = room();
    for (let n = 0; n <= LIMITS.invitationsMax; n++) call(test, OWNER, { type: 'invite', hash: `${n}` });
    expect(call(test, guest('a'), { type: 'redeem', hash: '0' })).toBe('RoomNotFoundException');
    expect(call(test, guest('a'), { type: 'redeem', hash: '1' })).toBeUndefined();
  });

  it('[ROM-35] of too many guests, whoever came longest ago gives way', () => {
    const test = room();
    call(test, OWNER, { type: 'invite', hash: 'h' });
    const redeem = (name: string) => call(test, guest(name), { type: 'redeem', hash: 'h' });
    for (const name of ['faithful', 'fickle']) redeem(name);
    for (let n = 0; n < LIMITS.invitedMax - 4; n++) redeem(`${n}`);
    expect(enters(test, guest('faithful'))).toBe(true);
    for (const name of ['w', 'x', 'y']) redeem(name);
    expect(enters(test, guest('faithful'))).toBe(true);
    expect(enters(test, guest('fickle'))).toBe(false);
  });

  it('[ROM-35] goes along when the room moves, and is kept of a permanent one', () => {
    const test = room();
    for (const hash of ['h', 'i']) call(test, OWNER, { type: 'invite', hash });
    call(test, guest('a'), { type: 'redeem', hash: 'h' });
    test.move();
    expect(enters(test, guest('a'))).toBe(true);
    test.room = Room.load(JSON.parse(JSON.stringify(test.room.permanent(test.now))), test.now, CONFIG);
    expect(enters(test, guest('a'))).toBe(true);
    expect(call(test, guest('b'), { type: 'redeem', hash: 'i' })).toBeUndefined();
    expect(enters(test, guest('b'))).toBe(true);
    expect(enters(test, guest('c'))).toBe(false);
  });
});
