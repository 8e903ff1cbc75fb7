import { describe, expect } from 'bun:test';
import {
  ALL_PERMISSIONS,
  DEFAULT_GRANTS,
  PERMISSIONS,
  RequestType,
  Role,
  type Permission,
} from '@usher/protocol';
import { it } from './it.ts';
import type { Member } from './member.ts';
import { ATTEMPTS, type Scene } from './permission-attempts.ts';
import { castOf } from './people.ts';
import { Room, video, type Staff } from './room.ts';
import type { Target } from './target.ts';

const promote = (target: Member, role: number) => ({
  type: RequestType.Promote,
  targetClientId: target.id,
  role,
});
const kick = (target: Member) => ({ type: RequestType.Kick, clientId: target.id });

/** Who may do what, and who says so. */
export function roles(site: Target): void {
  describe('permissions: a role without one is refused, with it alone it is not', () => {
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      it(`[ROM-30] [ROM-32] [ROM-33] ${permission}`, () => tryWithAndWithout(site, permission));
    }
  });

  describe('roles', () => {
    it('[ROM-30] [ROM-31] everyone has the role that is theirs, and the grants are the default ones', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { users, grants, hasOwner } = await room.state();
      expect({ grants, hasOwner }).toEqual({ grants: DEFAULT_GRANTS, hasOwner: true });
      const expected: [Member, Role, boolean][] = [
        [staff.owner, Role.Owner, true],
        [staff.administrator, Role.Administrator, true],
        [staff.moderator, Role.Moderator, true],
        [staff.trusted, Role.TrustedUser, true],
        [staff.registered, Role.RegisteredUser, true],
        [staff.anonymous, Role.UnregisteredUser, false],
      ];
      expect(users).toEqual(
        expected.map(([{ id }, role, isLoggedIn]) => expect.objectContaining({ id, role, isLoggedIn })),
      );
      expect(JSON.stringify(users)).not.toContain('user_id');
    });

    it('[MSG-9] [MSG-23] [ROM-31] a role belongs to the account: all its clients have it, and keep it', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { registered } = await castOf(site);
      const second = await room.admit(registered);
      staff.owner.ask(promote(second, Role.Moderator));
      for (const { id } of [staff.registered, second])
        await staff.trusted.hears({ action: 'user', update: { kind: 'update', value: { id, role: 3 } } });
      second.leave();
      const third = await room.admit(registered);
      const { users } = await room.state();
      expect(users).toContainEqual(expect.objectContaining({ id: third.id, role: Role.Moderator }));
    });

    it('[ROM-30] a role has what lower roles have, as long as they have it', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const chat = 1 << PERMISSIONS.chat.bit;
      staff.owner.ask(settings([0, chat], [1, 0], [2, 0], [3, 0]));
      await staff.owner.hears({ action: 'sync' });
      staff.trusted.ask({ type: RequestType.Chat, text: 'inherited' });
      await staff.anonymous.hears({ action: 'chat', text: 'inherited' });
      staff.owner.ask(settings([0, 0]));
      await staff.owner.hears({ action: 'sync' });
      await staff.trusted.isRefused({ type: RequestType.Chat, text: 'x' }, 'PermissionDeniedException');
      staff.administrator.ask({ type: RequestType.Chat, text: 'always' });
      await staff.anonymous.hears({ action: 'chat', text: 'always' });
    });

    it('[ROM-30] bits below their role, and changes of what is fixed, are refused', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const kicking = 1 << PERMISSIONS['manage-users.kick'].bit;
      const promoting = 1 << PERMISSIONS['manage-users.promote-admin'].bit;
      await room.refuses(
        { asker: staff.owner, witness: staff.anonymous },
        ...[
          [Role.UnregisteredUser, kicking] as const,
          [Role.RegisteredUser, kicking] as const,
          [Role.Moderator, promoting] as const,
          [Role.Administrator, 0] as const,
          [Role.Owner, 0] as const,
        ].map((grant) => [settings(grant), 'BadApiArgumentException'] as const),
        [settings([Role.TrustedUser, ALL_PERMISSIONS + 1]), 'ZodValidationError'],
      );
    });

    it('[MSG-9] [ROM-33] nobody becomes owner or unregistered; who has no account, or is the owner, stays what they are', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { owner, administrator, registered, anonymous } = staff;
      await room.refuses(
        { asker: administrator, witness: registered },
        [promote(anonymous, Role.TrustedUser), 'ImpossiblePromotionException'],
        [promote(owner, Role.RegisteredUser), 'ImpossiblePromotionException'],
        [promote(registered, Role.Owner), 'ImpossiblePromotionException'],
        [promote(registered, Role.UnregisteredUser), 'ImpossiblePromotionException'],
        [{ ...promote(registered, 2), targetClientId: 'nobody' }, 'ClientNotFoundInRoomException'],
      );
    });

    it('[MSG-9] [ROM-33] going down needs the right to demote, to a lower role that of promoting to it, too', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { moderator, trusted, administrator, registered } = staff;
      await room.refuses(
        { asker: moderator, witness: registered },
        [promote(administrator, Role.TrustedUser), 'PermissionDeniedException'],
        [promote(trusted, Role.Administrator), 'PermissionDeniedException'],
      );
      moderator.ask(promote(trusted, Role.RegisteredUser));
      const value = { id: trusted.id, role: Role.RegisteredUser };
      await registered.hears({ action: 'user', update: { kind: 'update', value } });
    });
  });

  kicks(site);
}

function kicks(site: Target): void {
  describe('kicks', () => {
    it('[MSG-18] [ROM-33] close with 4005, are a leave to the others, and no ban', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const { moderator, anonymous, registered } = staff;
      moderator.ask(kick(anonymous));
      expect(await anonymous.ends()).toBe(4005);
      await registered.hears({ action: 'event', request: { type: RequestType.Leave } });
      await registered.hears({ action: 'user', update: { kind: 'remove', value: anonymous.id } });
      await room.admit((await castOf(site)).anonymous);
    });

    it('[MSG-18] [ROM-33] reach only those below, never the owner', async () => {
      using room = await Room.owned(site);
      const staff = await room.admitCast();
      const denied = (asker: keyof Staff, ...targets: (keyof Staff)[]) =>
        room.refuses(
          { asker: staff[asker], witness: staff.registered },
          ...targets.map((target) => [kick(staff[target]), 'PermissionDeniedException'] as const),
        );
      await denied('moderator', 'owner', 'administrator', 'moderator');
      await denied('administrator', 'owner', 'administrator');
      await denied('owner', 'owner');
      await denied('anonymous', 'anonymous', 'moderator');
      await room.refuses({ asker: staff.owner, witness: staff.registered }, [
        { type: RequestType.Kick, clientId: 'nobody' },
        'ClientNotFoundInRoomException',
      ]);
    });
  });
}

const settings = (...grants: (readonly [Role, number])[]) => ({
  type: RequestType.ApplySettings,
  settings: { grants },
});

/** Somebody of the lowest role that may have it tries without it, and with nothing else. */
async function tryWithAndWithout(site: Target, permission: Permission): Promise<void> {
  using room = await Room.owned(site);
  const staff = await room.admitCast();
  await room.fill(staff.owner, video('current'), video('a'), video('b'));
  const { min, bit } = PERMISSIONS[permission];
  const { request, effect, needs = [] } = ATTEMPTS[permission];
  const scene: Scene = { staff };
  const isForAdministratorsOnly = min === Role.Administrator;
  const subject = subjectOf(staff, isForAdministratorsOnly ? Role.Moderator : min);
  const others = needs.reduce((mask, needed) => mask | (1 << PERMISSIONS[needed].bit), 0);

  await grantOnly(staff.owner, isForAdministratorsOnly ? Role.Moderator : min, others);
  await subject.isRefused(request(scene), 'PermissionDeniedException');
  if (!isForAdministratorsOnly) await grantOnly(staff.owner, min, others | (1 << bit));
  const able = isForAdministratorsOnly ? staff.administrator : subject;
  able.ask(request(scene));
  await staff.owner.hears(effect(scene));
}

function subjectOf(staff: Staff, role: Role): Member {
  switch (role) {
    case Role.UnregisteredUser:
      return staff.anonymous;
    case Role.RegisteredUser:
      return staff.registered;
    case Role.TrustedUser:
      return staff.trusted;
    default:
      return staff.moderator;
  }
}

/** Of all roles that can be changed, `role` has `mask`, and the others nothing. */
async function grantOnly(owner: Member, role: Role, mask: number): Promise<void> {
  const nothing = [0, 1, 2, 3].map((each) => [each as Role, each === role ? mask : 0] as const);
  owner.ask(settings(...nothing));
  await owner.hears({ action: 'sync', grants: expect.anything() });
}
