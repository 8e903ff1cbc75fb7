import { effectiveMask, PERMISSIONS, Role, type Grants, type Permission } from '@usher/protocol';

/** Roles whose permissions can be chosen; administrators and the owner may do everything (ROM-30). */
export const GRANTED_ROLES = [
  Role.UnregisteredUser,
  Role.RegisteredUser,
  Role.TrustedUser,
  Role.Moderator,
] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

export const PERMISSION_GROUPS = [
  'playback',
  'manage-queue',
  'chat',
  'manage-users',
  'configure-room',
] as const;
export type PermissionGroup = (typeof PERMISSION_GROUPS)[number];

/** `inherited`: a lower role has it already. `never`: the role may not hold it, whatever is granted. */
export type Cell = 'granted' | 'inherited' | 'absent' | 'never';

export interface PermissionRow {
  readonly permission: Permission;
  readonly cells: Readonly<Record<GrantedRole, Cell>>;
}

/** Who needs which permission to change what a role may do (ROM-32). */
export const PERMISSION_TO_GRANT: Readonly<Record<GrantedRole, Permission>> = {
  [Role.UnregisteredUser]: 'configure-room.set-permissions.for-all-unregistered-users',
  [Role.RegisteredUser]: 'configure-room.set-permissions.for-all-registered-users',
  [Role.TrustedUser]: 'configure-room.set-permissions.for-trusted-users',
  [Role.Moderator]: 'configure-room.set-permissions.for-moderator',
};

/** What there is to choose, by subject. Permissions that none of the roles may hold are not offered. */
export function permissionGrid(
  grants: Grants,
): readonly { group: PermissionGroup; rows: readonly PermissionRow[] }[] {
  const rows = (Object.keys(PERMISSIONS) as Permission[])
    .map((permission) => ({ permission, cells: cellsOf(grants, permission) }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== 'never'));
  return PERMISSION_GROUPS.map((group) => ({
    group,
    rows: rows.filter(({ permission }) => permission.split('.')[0] === group),
  }));
}

/** `grants` with one bit of one role set or cleared. */
export function withPermission(
  grants: Grants,
  role: Role,
  permission: Permission,
  isGranted: boolean,
): Grants {
  const bit = 1 << PERMISSIONS[permission].bit;
  return grants.map(([each, mask]) => [each, each !== role ? mask : isGranted ? mask | bit : mask & ~bit]);
}

function cellsOf(grants: Grants, permission: Permission): Record<GrantedRole, Cell> {
  const entryOf = (role: GrantedRole) => [role, cellOf(grants, role, permission)] as const;
  return Object.fromEntries(GRANTED_ROLES.map(entryOf)) as Record<GrantedRole, Cell>;
}

function cellOf(grants: Grants, role: GrantedRole, permission: Permission): Cell {
  const { bit, min } = PERMISSIONS[permission];
  if (role < min) return 'never';
  const below = GRANTED_ROLES.findLast((lower) => lower < role);
  if (below !== undefined && (effectiveMask(grants, below) & (1 << bit)) !== 0) return 'inherited';
  return (effectiveMask(grants, role) & (1 << bit)) !== 0 ? 'granted' : 'absent';
}
