import { rankOf, Role, ROLES_BY_RANK } from './room.ts';

/** Permissions: the bit in a role's mask, and the lowest role that may ever hold it (spec 3.4). */
export const PERMISSIONS = {
  'playback.play-pause': { bit: 0, min: 0 },
  'playback.skip': { bit: 1, min: 0 },
  'playback.seek': { bit: 2, min: 0 },
  'manage-queue.add': { bit: 3, min: 0 },
  'manage-queue.remove': { bit: 4, min: 0 },
  'manage-queue.order': { bit: 5, min: 0 },
  'manage-queue.vote': { bit: 6, min: 0 },
  chat: { bit: 7, min: 0 },
  'configure-room.set-title': { bit: 8, min: 0 },
  'configure-room.set-description': { bit: 9, min: 0 },
  'configure-room.set-visibility': { bit: 10, min: 0 },
  'configure-room.set-queue-mode': { bit: 11, min: 0 },
  'configure-room.set-permissions.for-moderator': { bit: 12, min: 4 },
  'configure-room.set-permissions.for-trusted-users': { bit: 13, min: 3 },
  'configure-room.set-permissions.for-all-registered-users': { bit: 14, min: 2 },
  'configure-room.set-permissions.for-all-unregistered-users': { bit: 15, min: 1 },
  'manage-users.promote-admin': { bit: 16, min: 4 },
  'manage-users.demote-admin': { bit: 17, min: 4 },
  'manage-users.promote-moderator': { bit: 18, min: 3 },
  'manage-users.demote-moderator': { bit: 19, min: 3 },
  'manage-users.promote-trusted-user': { bit: 20, min: 2 },
  'manage-users.demote-trusted-user': { bit: 21, min: 2 },
  'configure-room.other': { bit: 22, min: 0 },
  'playback.speed': { bit: 23, min: 0 },
  'manage-users.kick': { bit: 24, min: 2 },
  'manage-queue.play-now': { bit: 25, min: 0 },
  'manage-queue.edit': { bit: 26, min: 0 },
} as const satisfies Record<string, { bit: number; min: Role }>;
export type Permission = keyof typeof PERMISSIONS;

/** Every permission there is. */
export const ALL_PERMISSIONS = 134_217_727;

/** Masks as they travel: `[[role, mask], …]` (ROM-30). */
export type Grants = readonly (readonly [Role, number])[];

export const DEFAULT_GRANTS: Grants = [
  [Role.UnregisteredUser, 113_250_303],
  [Role.RegisteredUser, 113_250_303],
  [Role.TrustedUser, 113_250_303],
  [Role.Moderator, 133_173_247],
  [Role.Administrator, ALL_PERMISSIONS],
  [Role.Owner, ALL_PERMISSIONS],
];

/** The bits that `role` may ever hold, whatever is granted (ROM-30). */
export function grantableMask(role: Role): number {
  let mask = 0;
  for (const { bit, min } of Object.values(PERMISSIONS)) if (rankOf(role) >= rankOf(min)) mask |= 1 << bit;
  return mask;
}

/** What `role` may do: its own mask and those of all lower roles; administrators and the owner may do everything (ROM-30). */
export function effectiveMask(grants: Grants, role: Role): number {
  if (rankOf(role) >= rankOf(Role.Administrator)) return ALL_PERMISSIONS;
  let mask = 0;
  for (const [granted, bits] of grants) if (rankOf(granted) <= rankOf(role)) mask |= bits;
  return mask & grantableMask(role);
}

/** Whether `role` holds `permission` under `grants` (ROM-30). */
export function mayDo(grants: Grants, role: Role, permission: Permission): boolean {
  return (effectiveMask(grants, role) & (1 << PERMISSIONS[permission].bit)) !== 0;
}

/** `grants` with the masks of `changes` in place of its own, in the order of rank. */
export function mergeGrants(grants: Grants, changes: Grants): Grants {
  const masks = new Map<Role, number>([...grants, ...changes]);
  return ROLES_BY_RANK.map((role) => [
    role,
    rankOf(role) >= rankOf(Role.Administrator) ? ALL_PERMISSIONS : (masks.get(role) ?? 0),
  ]);
}
