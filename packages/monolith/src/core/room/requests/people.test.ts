import { describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, RequestType, Role, type RoomSettings } from '@usher/protocol';
import { account, guest, TestRoom } from '../testing/test-room.ts';

const { Promote, Kick, ApplySettings, Chat } = RequestType;

/** With its owner, two who are logged in (accounts 2 and 3), and a guest. */
function room(): TestRoom {
  const test = new TestRoom({ owner: 1 });
  test.join('owner', { user: account('owner', 1) });
  test.join('ann', { user: account('ann', 2) });
  test.join('bob', { user: account('bob', 3) });
  test.join('guest');
  return test;
}

const roleIn = (test: TestRoom, id: string): Role | undefined =>
  test.room.users().find((user) => user.id === id)?.role;

function promote(test: TestRoom, by: string, targetClientId: string, role: Role): string | undefined {
  test.request(by, { type: Promote, targetClientId, role });
  return test.errorOf(by);
}

function set(test: TestRoom, by: string, settings: Partial<RoomSettings>): string | undefined {
  test.request(by, { type: ApplySettings, settings });
  return test.errorOf(by);
}

describe('promote', () => {
  it('[MSG-9] [ROM-33] gives the role to all clients of the account, and tells everyone', () => {
    const test = room();
    test.join('ann again', { user: account('ann', 2) });
    test.heard('guest');
    expect(promote(test, 'owner', 'ann', Role.Moderator)).toBeUndefined();
    expect(test.heard('guest')).toMatchObject(
      ['ann', 'ann again'].map((id) => ({ action: 'user', update: { value: { id, role: 3 } } })),
    );
    test.leave('ann');
    test.join('ann', { user: account('ann', 2) });
    expect(roleIn(test, 'ann')).toBe(Role.Moderator);
  });

  it('[ROM-33] needs the permission of the target role, and that of the current one on the way down', () => {
    const test = room();
    promote(test, 'owner', 'ann', Role.Moderator);
    expect(promote(test, 'ann', 'bob', Role.TrustedUser)).toBeUndefined();
    expect(promote(test, 'ann', 'bob', Role.Moderator)).toBe('PermissionDeniedException');
    expect(promote(test, 'ann', 'bob', Role.RegisteredUser)).toBeUndefined();
    promote(test, 'owner', 'bob', Role.Administrator);
    expect(promote(test, 'ann', 'bob', Role.TrustedUser)).toBe('PermissionDeniedException');
    expect(roleIn(test, 'bob')).toBe(Role.Administrator);
    expect(promote(test, 'guest', 'bob', Role.RegisteredUser)).toBe('PermissionDeniedException');
  });

  it('[ROM-33] refuses what nobody can be', () => {
    const test = room();
    expect(promote(test, 'owner', 'guest', Role.TrustedUser)).toBe('ImpossiblePromotionException');
    expect(promote(test, 'owner', 'ann', Role.Owner)).toBe('ImpossiblePromotionException');
    expect(promote(test, 'owner', 'ann', Role.UnregisteredUser)).toBe('ImpossiblePromotionException');
    expect(promote(test, 'owner', 'owner', Role.Moderator)).toBe('ImpossiblePromotionException');
    expect(promote(test, 'owner', 'nobody', Role.Moderator)).toBe('ClientNotFoundInRoomException');
  });
});

describe('kick', () => {
  it('[MSG-18] [ROM-33] closes the socket, and the others see a leave', () => {
    const test = room();
    test.request('owner', { type: Kick, clientId: 'guest' });
    expect(test.effects[0]).toEqual({ kind: 'kick', client: 'guest' as never, code: 4005, reason: 'kicked' });
    expect(test.heard('ann').slice(-2)).toMatchObject([
      { action: 'event', request: { type: RequestType.Leave } },
      { action: 'user', update: { kind: 'remove', value: 'guest' } },
    ]);
    test.join('guest');
    expect(roleIn(test, 'guest')).toBe(Role.UnregisteredUser);
  });

  it('[MSG-18] of a suspended client takes its place away', () => {
    const test = room();
    test.suspend('guest');
    test.request('owner', { type: Kick, clientId: 'guest' });
    expect(test.effects).toContainEqual({ kind: 'gone', client: 'guest' as never });
    expect(roleIn(test, 'guest')).toBeUndefined();
  });

  it('[ROM-33] needs the permission and a higher rank', () => {
    const test = room();
    promote(test, 'owner', 'ann', Role.Moderator);
    promote(test, 'owner', 'bob', Role.Moderator);
    for (const [by, target] of [
      ['guest', 'bob'],
      ['ann', 'bob'],
      ['ann', 'owner'],
      ['owner', 'owner'],
    ] as const) {
      test.request(by, { type: Kick, clientId: target });
      expect(test.errorOf(by)).toBe('PermissionDeniedException');
    }
    test.request('ann', { type: Kick, clientId: 'nobody' });
    expect(test.errorOf('ann')).toBe('ClientNotFoundInRoomException');
  });
});

describe('claim', () => {
  it('[ROM-2] makes a logged-in user the owner of a room without one', () => {
    const test = new TestRoom();
    test.join('ann', { user: account('ann', 2) });
    test.call(guest('x'), { type: 'claim' });
    expect(test.effects).toMatchObject([{ kind: 'answer', error: { code: 'PermissionDeniedException' } }]);
    test.call(account('ann', 2), { type: 'claim' });
    expect(test.effects).toContainEqual({ kind: 'answer', call: 7, error: null });
    expect(roleIn(test, 'ann')).toBe(Role.Owner);
    expect(test.state.hasOwner).toBe(true);
    test.call(account('bob', 3), { type: 'claim' });
    expect(test.effects).toMatchObject([{ kind: 'answer', error: { code: 'PermissionDeniedException' } }]);
  });
});

describe('settings', () => {
  it('[MSG-13] [ROM-32] sync what has changed, and only that', () => {
    const test = room();
    test.pass(100);
    test.heard('ann');
    set(test, 'guest', { title: 'New', description: '', visibility: 'public', enableVoteSkip: true });
    test.pass(100);
    expect(test.heard('ann')).toEqual([
      { action: 'sync', title: 'New', enableVoteSkip: true, serverTime: test.now - 50 },
    ]);
  });

  it('[ROM-32] unchanged ones are nothing', () => {
    const test = room();
    const { revision } = test.room;
    set(test, 'guest', { title: '', grants: DEFAULT_GRANTS.map(([role, mask]) => [role, mask]) });
    expect(test.effects).toEqual([]);
    expect(test.room.revision).toBe(revision);
  });

  it('[ROM-32] are all applied, or none', () => {
    const test = room();
    expect(set(test, 'ann', { title: 'New', grants: [[0, 0]] })).toBe('PermissionDeniedException');
    expect(test.state.title).toBe('');
  });

  it('[ROM-32] grants need the permission for their role', () => {
    const test = room();
    promote(test, 'owner', 'ann', Role.Administrator);
    expect(set(test, 'ann', { grants: [[3, 113_250_303]] })).toBeUndefined();
    promote(test, 'owner', 'bob', Role.Moderator);
    expect(set(test, 'bob', { grants: [[0, 0]] })).toBe('PermissionDeniedException');
  });

  it('[ROM-30] refuse bits below their role, and other masks for who may do everything', () => {
    const test = room();
    expect(set(test, 'owner', { grants: [[0, 134_217_727]] })).toBe('BadApiArgumentException');
    expect(set(test, 'owner', { grants: [[4, 0]] })).toBe('BadApiArgumentException');
  });

  it('[ROM-30] a permission that is taken away is gone at once', () => {
    const test = room();
    set(test, 'owner', { grants: [0, 1, 2].map((role) => [role as Role, 113_250_303 & ~128]) });
    test.request('guest', { type: Chat, text: 'hi' });
    expect(test.errorOf('guest')).toBe('PermissionDeniedException');
    expect(test.heard('ann').map(({ action }) => action)).not.toContain('chat');
  });
});
