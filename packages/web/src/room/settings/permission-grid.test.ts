import { describe, expect, it } from 'bun:test';
import {
  DEFAULT_GRANTS,
  grantableMask,
  mayDo,
  PERMISSIONS,
  Role,
  type Grants,
  type Permission,
} from '@usher/protocol';
import { GRANTED_ROLES, PERMISSION_GROUPS, permissionGrid, withPermission } from './permission-grid.ts';

const rowOf = (grants: Grants, permission: Permission) =>
  permissionGrid(grants)
    .flatMap(({ rows }) => rows)
    .find((row) => row.permission === permission);

const none: Grants = GRANTED_ROLES.map((role) => [role, 0]);

describe('[ROM-30] the grid of permissions', () => {
  it('offers each permission once, in its group, except those of administrators alone', () => {
    const grid = permissionGrid(DEFAULT_GRANTS);
    expect(grid.map(({ group }) => group)).toEqual([...PERMISSION_GROUPS]);
    const offered = grid.flatMap(({ rows }) => rows.map(({ permission }) => permission));
    const offerable = Object.entries(PERMISSIONS).filter(([, { min }]) => min <= Role.Moderator);
    expect(offered.toSorted()).toEqual(offerable.map(([name]) => name as Permission).toSorted());
    expect(rowOf(DEFAULT_GRANTS, 'manage-users.promote-admin')).toBeUndefined();
  });

  it('does not offer a role what it may never hold', () => {
    expect(rowOf(none, 'manage-users.kick')?.cells).toEqual({
      0: 'never',
      1: 'never',
      2: 'absent',
      3: 'absent',
    });
    for (const { rows } of permissionGrid(none))
      for (const { permission, cells } of rows)
        for (const role of GRANTED_ROLES)
          expect(cells[role] !== 'never').toBe(
            (grantableMask(role) & (1 << PERMISSIONS[permission].bit)) !== 0,
          );
  });

  it('shows what comes from a lower role as inherited', () => {
    const grants = withPermission(none, Role.RegisteredUser, 'chat', true);
    expect(rowOf(grants, 'chat')?.cells).toEqual({
      0: 'absent',
      1: 'granted',
      2: 'inherited',
      3: 'inherited',
    });
  });

  it('what is shown is what holds', () => {
    for (const { rows } of permissionGrid(DEFAULT_GRANTS))
      for (const { permission, cells } of rows)
        for (const role of GRANTED_ROLES)
          expect(cells[role] === 'granted' || cells[role] === 'inherited').toBe(
            mayDo(DEFAULT_GRANTS, role, permission),
          );
  });
});

it('[ROM-30] one bit of one role changes, and back', () => {
  const taken = withPermission(DEFAULT_GRANTS, Role.UnregisteredUser, 'playback.seek', false);
  expect(mayDo(taken, Role.UnregisteredUser, 'playback.seek')).toBe(false);
  expect(mayDo(taken, Role.RegisteredUser, 'playback.seek')).toBe(true);
  expect(withPermission(taken, Role.UnregisteredUser, 'playback.seek', true)).toEqual(DEFAULT_GRANTS);
});
