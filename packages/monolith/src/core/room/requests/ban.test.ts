import { describe, expect, it } from 'bun:test';
import { clientId, LIMITS, RequestType, Role } from '@usher/protocol';
import { Room } from '../room.ts';
import type { BanName, BanTarget, RoomUser } from '../room-io.ts';
import { account, CONFIG, guest, TestRoom } from '../testing/test-room.ts';

const OWNER = account('owner', 1);
const ADMIN = account('ann', 2);
const MODERATOR = account('bob', 3);
const TRUSTED = account('tom', 5);

/** With its owner, an administrator, a moderator, somebody trusted, somebody with an account, and two guests of one house. */
function room(): TestRoom {
  const test = new TestRoom({ owner: 1 });
  test.join('owner', { user: OWNER, address: '10.0.0.1' });
  test.join('ann', { user: ADMIN });
  test.join('bob', { user: MODERATOR, address: '10.0.0.7' });
  test.join('tom', { user: TRUSTED });
  test.join('eve', { user: account('eve', 4), address: '10.0.0.7' });
  for (const id of ['x', 'y']) test.join(id, { address: '10.0.0.7' });
  const roles = { ann: Role.Administrator, bob: Role.Moderator, tom: Role.TrustedUser };
  for (const [targetClientId, role] of Object.entries(roles)) {
    test.request('owner', { type: RequestType.Promote, targetClientId, role });
  }
  return test;
}

let made = 0;

function ban(test: TestRoom, by: RoomUser, target: BanTarget, address = false): string | undefined {
  test.call(by, { type: 'ban', id: `ban ${++made}`, target, address });
  return errorOf(test);
}

function unban(test: TestRoom, by: RoomUser, name: BanName): string | undefined {
  test.call(by, { type: 'unban', name });
  return errorOf(test);
}

function errorOf({ effects }: TestRoom): string | undefined {
  const answer = effects.find((effect) => effect.kind === 'answer');
  expect(answer).toBeDefined();
  return answer?.error?.code;
}

const has = (test: TestRoom, id: string): boolean => test.room.has(clientId(id));

const kicks = (test: TestRoom) =>
  test.effects.flatMap((effect) => (effect.kind === 'kick' ? [[effect.client as string, effect.code]] : []));

describe('ban', () => {
  it('[ROM-34] closes all sockets of the session with 4005, and the others see a leave', () => {
    const test = room();
    test.join('x again', { user: guest('x') });
    test.heard('y');
    expect(ban(test, MODERATOR, { clientId: 'x' })).toBeUndefined();
    expect(kicks(test)).toEqual([
      ['x', 4005],
      ['x again', 4005],
    ]);
    expect(test.heard('y').map(({ action }) => action)).toEqual(['event', 'user', 'event', 'user']);
    expect(has(test, 'y')).toBe(true);
  });

  it('[ROM-34] refuses whoever comes back: with the session, a resume too, and tells nobody', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' });
    test.heard('y');
    const { revision } = test.room;
    for (const resume of [false, true]) {
      test.join('x2', { user: guest('x'), resume });
      expect(test.effects).toEqual([{ kind: 'kick', client: clientId('x2'), code: 4005, reason: 'banned' }]);
    }
    expect(test.heard('y')).toEqual([]);
    expect(test.room.revision).toBe(revision);
  });

  it('[ROM-34] refuses another session of a banned account', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'eve' });
    test.join('eve2', { user: { ...account('eve', 4), sessionId: 'another' } });
    expect(kicks(test)).toEqual([['eve2', 4005]]);
    test.join('eve3', { user: { ...guest('e'), sessionId: account('eve', 4).sessionId } });
    expect(kicks(test)).toEqual([['eve3', 4005]]);
  });

  it('[ROM-34] of an account need not wait for it to come', () => {
    const test = room();
    test.leave('eve');
    expect(ban(test, OWNER, { userId: 4 })).toBeUndefined();
    test.join('eve', { user: account('eve', 4) });
    expect(has(test, 'eve')).toBe(false);
    expect(test.room.bans()).toEqual([{ id: `ban ${made}`, name: null }]);
  });

  it('[ROM-34] leaves the address alone unless it is asked for', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' });
    test.join('z', { address: '10.0.0.7' });
    expect(has(test, 'z')).toBe(true);
  });

  it('[ROM-34] of an address is about everybody there whom the room has given no role', () => {
    const test = room();
    expect(ban(test, MODERATOR, { clientId: 'x' }, true)).toBeUndefined();
    expect(kicks(test).map(([id]) => id)).toEqual(['eve', 'x', 'y']);
    test.join('z', { address: '10.0.0.7' });
    expect(has(test, 'z')).toBe(false);
    test.join('z', { address: '10.0.0.8' });
    expect(has(test, 'z')).toBe(true);
    test.join('bob2', { user: MODERATOR, address: '10.0.0.7' });
    expect(has(test, 'bob2')).toBe(true);
  });

  it('[ROM-34] never keeps the owner out', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' });
    test.join('owner2', { user: { ...OWNER, sessionId: guest('x').sessionId } });
    expect(has(test, 'owner2')).toBe(true);
  });

  it('[ROM-34] needs the permission and a higher rank, and is never of oneself', () => {
    const test = room();
    const refused: [RoomUser, BanTarget][] = [
      [guest('x'), { clientId: 'y' }],
      [TRUSTED, { clientId: 'bob' }],
      [MODERATOR, { clientId: 'bob' }],
      [MODERATOR, { clientId: 'ann' }],
      [MODERATOR, { userId: 2 }],
      [ADMIN, { clientId: 'owner' }],
      [ADMIN, { userId: 1 }],
      [OWNER, { clientId: 'owner' }],
      [OWNER, { userId: 1 }],
    ];
    const before = JSON.stringify(test.room.snapshot());
    for (const [by, target] of refused) expect(ban(test, by, target)).toBe('PermissionDeniedException');
    expect(JSON.stringify(test.room.snapshot())).toBe(before);
    expect(ban(test, OWNER, { clientId: 'nobody' })).toBe('ClientNotFoundInRoomException');
  });

  it('[ROM-34] is not of equals', () => {
    const test = room();
    test.join('mod', { user: account('mod', 6) });
    test.request('owner', { type: RequestType.Promote, targetClientId: 'mod', role: Role.Moderator });
    expect(ban(test, MODERATOR, { clientId: 'mod' })).toBe('PermissionDeniedException');
    expect(ban(test, ADMIN, { clientId: 'mod' })).toBeUndefined();
  });

  it('[ROM-34] asks for the rank of an account that is not there, too', () => {
    const test = room();
    test.leave('ann');
    expect(ban(test, MODERATOR, { userId: 2 })).toBe('PermissionDeniedException');
    expect(ban(test, OWNER, { userId: 2 })).toBeUndefined();
  });

  it('[ROM-34] is not of oneself, even by a client that has not heard of the login yet', () => {
    const test = room();
    test.leave('bob');
    test.join('bob as guest', { user: { ...guest('b'), sessionId: MODERATOR.sessionId } });
    expect(ban(test, MODERATOR, { clientId: 'bob as guest' })).toBe('PermissionDeniedException');
  });

  it('[ROM-34] is about whoever logs in as the banned', () => {
    const test = room();
    ban(test, OWNER, { userId: 4 });
    test.apply({
      kind: 'user-changed',
      client: clientId('y'),
      user: { ...account('eve', 4), sessionId: guest('y').sessionId },
    });
    expect(kicks(test)).toEqual([['y', 4005]]);
  });

  it('[ROM-34] is about who is suspended, too', () => {
    const test = room();
    test.suspend('x');
    ban(test, OWNER, { clientId: 'x' });
    expect(test.effects).toContainEqual({ kind: 'gone', client: clientId('x') });
    test.join('x', { resume: true });
    expect(kicks(test)).toEqual([['x', 4005]]);
  });

  it('[ROM-34] keeps from the room over HTTP, too', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' });
    test.call(guest('x'), { type: RequestType.ApplySettings, settings: { title: 'T' } });
    expect(errorOf(test)).toBe('PermissionDeniedException');
    expect(test.state.title).toBe('');
  });

  it('[ROM-34] is one ban, however often it is said', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' });
    test.join('x2', { user: guest('z'), address: '10.0.0.9' });
    ban(test, OWNER, { userId: 4 });
    ban(test, OWNER, { userId: 4 }, true);
    expect(test.room.bans().map(({ name }) => name)).toEqual(['x', 'eve']);
  });

  it('[ROM-34] of another account of the same session is a ban of its own', () => {
    const test = room();
    test.leave('eve');
    const twins = [account('eve', 4), { ...account('eva', 8), sessionId: account('eve', 4).sessionId }];
    for (const [n, user] of twins.entries()) test.join(`twin ${n}`, { user });
    const { bans: _none, ...unbanned } = test.room.snapshot();
    ban(test, OWNER, { userId: 4 });
    const { bans } = test.room.snapshot();
    test.room = Room.restore({ ...unbanned, bans }, test.now, CONFIG);
    ban(test, OWNER, { userId: 8 });
    expect(test.room.snapshot().bans.map(({ userId }) => userId)).toEqual([4, 8]);
  });

  it('[ROM-34] shows neither session nor address', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' }, true);
    expect(test.room.bans()).toEqual([{ id: `ban ${made}`, name: 'x' }]);
    expect(JSON.stringify([test.state, test.heard('tom'), test.heard('owner')])).not.toContain('10.0.0');
  });

  it('[ROM-34] of somebody with many clients can be lifted by the one that was named', () => {
    const test = room();
    for (let n = 0; n < 9; n++) test.join(`eve ${n}`, { user: { ...account('eve', 4), sessionId: `${n}` } });
    ban(test, OWNER, { clientId: 'eve' });
    const [written] = test.room.snapshot().bans;
    expect(written?.sessions).toHaveLength(4);
    expect(unban(test, OWNER, { clientId: 'eve' })).toBeUndefined();
  });

  it('[ROM-34] there are 1,000 at most', () => {
    const test = room();
    for (let n = 0; n < LIMITS.roomBansMax; n++) {
      expect(ban(test, OWNER, { userId: 1000 + n })).toBeUndefined();
    }
    expect(ban(test, OWNER, { clientId: 'x' })).toBe('LengthOutOfRangeException');
    expect(has(test, 'x')).toBe(true);
    expect(ban(test, OWNER, { userId: 1000 })).toBeUndefined();
  });

  it('[ROM-34] goes along when the room moves, and is kept of a permanent one', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'x' }, true);
    test.move();
    test.join('x', { resume: true });
    expect(has(test, 'x')).toBe(false);
    test.room = Room.load(JSON.parse(JSON.stringify(test.room.permanent(test.now))), test.now, CONFIG);
    test.join('x');
    test.join('y', { address: '10.0.0.7' });
    expect(test.room.isEmpty).toBe(true);
  });
});

describe('unban', () => {
  it('[ROM-34] lifts a ban by its id, its client or its account', () => {
    const names: ((id: string) => BanName)[] = [
      (banId) => ({ banId }),
      () => ({ clientId: 'eve' }),
      () => ({ userId: 4 }),
    ];
    for (const name of names) {
      const test = room();
      ban(test, OWNER, { clientId: 'eve' });
      expect(unban(test, MODERATOR, name(`ban ${made}`))).toBeUndefined();
      test.join('eve2', { user: account('eve', 4) });
      expect(has(test, 'eve2')).toBe(true);
    }
  });

  it('[ROM-34] needs the permission, the rank, and a ban', () => {
    const test = room();
    ban(test, OWNER, { clientId: 'ann' });
    expect(unban(test, guest('y'), { userId: 2 })).toBe('PermissionDeniedException');
    expect(unban(test, MODERATOR, { userId: 2 })).toBe('PermissionDeniedException');
    expect(unban(test, ADMIN, { userId: 2 })).toBe('PermissionDeniedException');
    expect(unban(test, OWNER, { clientId: 'y' })).toBe('BadApiArgumentException');
    expect(unban(test, OWNER, { banId: 'unknown' })).toBe('BadApiArgumentException');
    expect(unban(test, OWNER, { userId: 2 })).toBeUndefined();
  });
});
