import { type Grants, type Permission, type RoomSettings } from '@usher/protocol';
import { withPermission, type GrantedRole } from './permission-grid.ts';

export type PlainSettings = Omit<RoomSettings, 'grants'>;
export type PlainSetting = keyof PlainSettings;

/** What somebody has changed and not saved. Everything else follows the room, whoever changes it. */
export interface SettingsDraft {
  readonly edits: Readonly<Partial<Record<PlainSetting, Edit>>>;
  /** Single permissions: what others change beside them stays. */
  readonly grants: readonly GrantEdit[];
}

interface Edit {
  /** What the room had when the edit began. */
  readonly before: unknown;
  readonly value: unknown;
}

interface GrantEdit {
  readonly role: GrantedRole;
  readonly permission: Permission;
  readonly isGranted: boolean;
}

export const NO_DRAFT: SettingsDraft = { edits: {}, grants: [] };

export function editSetting<Name extends PlainSetting>(
  draft: SettingsDraft,
  room: PlainSettings,
  name: Name,
  value: PlainSettings[Name],
): SettingsDraft {
  const before = draft.edits[name]?.before ?? room[name];
  return { ...draft, edits: { ...draft.edits, [name]: { before, value } } };
}

export function editGrant(draft: SettingsDraft, edit: GrantEdit): SettingsDraft {
  const others = draft.grants.filter(
    ({ role, permission }) => role !== edit.role || permission !== edit.permission,
  );
  return { ...draft, grants: [...others, edit] };
}

/** Takes what the room has. */
export function dropEdit(draft: SettingsDraft, name: PlainSetting): SettingsDraft {
  const { [name]: _, ...edits } = draft.edits;
  return { ...draft, edits };
}

/** The settings as they would be. */
export function drafted(draft: SettingsDraft, room: RoomSettings): RoomSettings {
  const values = Object.entries(draft.edits).map(([name, edit]) => [name, edit.value]);
  const grants = draft.grants.reduce(
    (changed: Grants, { role, permission, isGranted }) =>
      withPermission(changed, role, permission, isGranted),
    room.grants,
  );
  return { ...room, ...Object.fromEntries(values), grants };
}

/** What is to be sent: values that the room does not have already (ROM-32). */
export function changesOf(draft: SettingsDraft, room: RoomSettings): Partial<RoomSettings> {
  const { grants, ...wanted } = drafted(draft, room);
  const names = Object.keys(draft.edits) as PlainSetting[];
  const changed = names.filter((name) => !isSame(wanted[name], room[name]));
  const now = new Map(room.grants);
  const changedGrants = grants.filter(([role, mask]) => now.get(role) !== mask);
  return {
    ...Object.fromEntries(changed.map((name) => [name, wanted[name]])),
    ...(changedGrants.length > 0 && { grants: changedGrants.map(([role, mask]) => [role, mask]) }),
  };
}

/** Settings that somebody else has changed while they were being edited here. */
export function conflictsOf(draft: SettingsDraft, room: PlainSettings): readonly PlainSetting[] {
  const names = Object.keys(draft.edits) as PlainSetting[];
  return names.filter((name) => {
    const edit = draft.edits[name];
    return edit !== undefined && !isSame(room[name], edit.before) && !isSame(room[name], edit.value);
  });
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
