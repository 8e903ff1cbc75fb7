import { mayDo, rankOf, Role, type Grants, type Permission, type RoomUserInfo } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';

/** Why something cannot be done with a person: a key of the catalogue; `null` when it can. */
export type Denial = WordKey<'room'> | null;

/** The roles that people can be given. */
export const GIVEN_ROLES = [
  Role.RegisteredUser,
  Role.TrustedUser,
  Role.Moderator,
  Role.Administrator,
] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

const PROMOTE: Readonly<Partial<Record<Role, Permission>>> = {
  [Role.TrustedUser]: 'manage-users.promote-trusted-user',
  [Role.Moderator]: 'manage-users.promote-moderator',
  [Role.Administrator]: 'manage-users.promote-admin',
};
const DEMOTE: Readonly<Partial<Record<Role, Permission>>> = {
  [Role.TrustedUser]: 'manage-users.demote-trusted-user',
  [Role.Moderator]: 'manage-users.demote-moderator',
  [Role.Administrator]: 'manage-users.demote-admin',
};

/** ROM-33 */
export function denialOfRole(grants: Grants, you: Role, target: RoomUserInfo, role: GivenRole): Denial {
  if (!target.isLoggedIn) return 'roleNeedsAccount';
  if (target.role === Role.Owner) return 'roleOfOwner';
  const isDown = rankOf(role) < rankOf(target.role);
  const needed = [PROMOTE[role], isDown ? DEMOTE[target.role] : undefined];
  const may = needed.every((permission) => permission === undefined || mayDo(grants, you, permission));
  return may ? null : 'roleNotPermitted';
}

/** ROM-33, ROM-34: kicks and bans. */
export function denialOfRemoval(grants: Grants, you: Role, target: RoomUserInfo): Denial {
  if (!mayDo(grants, you, 'manage-users.kick')) return 'removalNotPermitted';
  return rankOf(you) > rankOf(target.role) ? null : 'removalRank';
}
