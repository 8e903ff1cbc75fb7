import { describe, expect, it } from 'bun:test';
import { clientId, PERMISSIONS, RequestType, Role, DEFAULT_GRANTS, type Permission } from '@usher/protocol';
import type { RoomUser } from './room-io.ts';
import { account, guest, TestRoom } from './testing/test-room.ts';

const { ApplySettings, Chat, PlaybackSpeed, Promote, Skip } = RequestType;

const change = (room: TestRoom, id: string, user: RoomUser) =>
  room.apply({ kind: 'user-changed', client: clientId(id), user });

const roleIn = (room: TestRoom, id: string) => room.room.users().find((user) => user.id === id)?.role;

/** The owner, who keeps a permission from users without an account. */
function roomWithout(permission: Permission): TestRoom {
  const room = new TestRoom({ owner: 1 });
  room.join('owner', { user: account('Owner', 1) });
  const mask = (DEFAULT_GRANTS[0]?.[1] ?? 0) & ~(1 << PERMISSIONS[permission].bit);
  room.request('owner', { type: ApplySettings, settings: { grants: [[Role.UnregisteredUser, mask]] } });
  expect(room.errorOf('owner')).toBeUndefined();
  return room;
}

describe('who logs in or out while in a room', () => {
  it('[MSG-10] [ROM-31] has the role of the account from then on, which everyone hears', () => {
    const room = new TestRoom({ owner: 1 });
    room.join('owner', { user: account('Owner', 1) });
    room.join('a');
    room.join('ann', { user: account('Ann', 2) });
    room.request('owner', { type: Promote, targetClientId: 'ann', role: Role.Moderator });
    room.heard('owner');
    const steps: [user: RoomUser, role: Role][] = [
      [account('Bob', 3), Role.RegisteredUser],
      [account('Ann', 2), Role.Moderator],
      [account('Owner', 1), Role.Owner],
      [guest('a'), Role.UnregisteredUser],
    ];
    for (const [user, role] of steps) {
      change(room, 'a', user);
      const value = { id: 'a', name: user.name, isLoggedIn: user.isLoggedIn, status: 'none' as const, role };
      expect(room.heard('owner')).toEqual([{ action: 'user', update: { kind: 'update', value } }]);
    }
  });

  it('[ROM-30] may do what the role may, at once', () => {
    const room = roomWithout('chat');
    room.join('a');
    const isHeard = () => {
      room.request('a', { type: Chat, text: 'hello' });
      return room.errorOf('a') === undefined;
    };
    expect(isHeard()).toBe(false);
    change(room, 'a', account('Ann', 2));
    expect(isHeard()).toBe(true);
    change(room, 'a', guest('a'));
    expect(isHeard()).toBe(false);
  });

  it('[ROM-2] owns a room that they claim over HTTP, with all clients of the account', () => {
    const room = new TestRoom();
    for (const id of ['a', 'b']) room.join(id);
    for (const id of ['a', 'b']) change(room, id, account('Ann', 2));
    room.call(account('Ann', 2), { type: 'claim' });
    expect([roleIn(room, 'a'), roleIn(room, 'b')]).toEqual([Role.Owner, Role.Owner]);
  });

  it('[ROM-23] counts for a vote to skip as the new role does', () => {
    const room = roomWithout('playback.skip');
    room.join('a', { user: account('Ann', 2) });
    room.join('b', { user: account('Bob', 3) });
    room.add('owner', 'v0', 'v1');
    room.request('owner', { type: ApplySettings, settings: { enableVoteSkip: true } });
    room.request('a', { type: Skip });
    expect(room.current?.id).toBe('v0'); // one of three
    change(room, 'b', guest('b'));
    expect(room.current?.id).toBe('v1'); // one of two
  });

  it('[LNK-41] is who they are now when they come back from a pause', () => {
    const room = new TestRoom({ owner: 1 });
    room.join('a');
    room.join('b');
    room.suspend('a');
    room.heard('b');
    change(room, 'a', account('Owner', 1));
    expect(room.heard('b')).toMatchObject([
      { action: 'user', update: { value: { id: 'a', role: Role.Owner } } },
    ]);
    room.join('a', { user: account('Owner', 1), resume: true });
    expect(roleIn(room, 'a')).toBe(Role.Owner);
    expect(room.heard('b')).toEqual([]);
  });

  it('[MSG-10] is told to nobody when nothing that they see has changed', () => {
    const room = new TestRoom();
    room.join('a');
    room.heard('a');
    change(room, 'a', { ...guest('a'), sessionId: 'session of a' });
    change(room, 'nobody', account('Ann', 1));
    expect(room.heard('a')).toEqual([]);
  });

  it('[MSG-16] keeps a request that was made before', () => {
    const room = roomWithout('playback.speed');
    room.join('a', { user: account('Ann', 2) });
    room.request('a', { type: PlaybackSpeed, speed: 2 });
    change(room, 'a', guest('a'));
    expect(room.state.playbackSpeed).toBe(2);
  });
});
