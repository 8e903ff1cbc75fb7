import { RequestType, type Permission, type RoomSettings, type RoomState } from '@usher/protocol';
import { useState } from 'react';
import { useBlocked, useClient, useMessages, useRoom } from '../room-context.ts';
import {
  changesOf,
  conflictsOf,
  drafted,
  dropEdit,
  editGrant,
  editSetting,
  NO_DRAFT,
  type PlainSetting,
  type PlainSettings,
  type SettingsDraft,
} from './settings-draft.ts';
import type { GrantedRole } from './permission-grid.ts';

export interface SettingsEditor {
  /** The settings as they would be. */
  readonly settings: RoomSettings;
  readonly edit: <Name extends PlainSetting>(name: Name, value: PlainSettings[Name]) => void;
  readonly grant: (role: GrantedRole, permission: Permission, isGranted: boolean) => void;
  /** What somebody else has changed meanwhile. */
  readonly conflicts: readonly PlainSetting[];
  /** Takes what the room has. */
  readonly takeTheirs: (name: PlainSetting) => void;
  readonly isChanged: boolean;
  /** Whether the changes are on their way: neither has the room taken or refused them, nor has anything been changed here since. */
  readonly isSaving: boolean;
  /** What is saved is no edit any more as soon as the room has it. */
  readonly save: () => void;
}

export function useSettings(): SettingsEditor {
  const client = useClient();
  const room = settingsIn(useRoom());
  const [draft, setDraft] = useState(NO_DRAFT);
  const [isSaving, setSaving] = useState(false);
  const changes = changesOf(draft, room);

  function change(to: (before: SettingsDraft) => SettingsDraft): void {
    setDraft(to);
    setSaving(false);
  }

  useMessages((message) => {
    if (message.action === 'error' && message.request === RequestType.ApplySettings) setSaving(false);
  });

  return {
    settings: drafted(draft, room),
    edit: (name, value) => change((before) => editSetting(before, room, name, value)),
    grant: (role, permission, isGranted) =>
      change((before) => editGrant(before, { role, permission, isGranted })),
    conflicts: conflictsOf(draft, room),
    takeTheirs: (name) => change((before) => dropEdit(before, name)),
    isChanged: Object.keys(changes).length > 0,
    isSaving,
    save: () => setSaving(client.send({ type: RequestType.ApplySettings, settings: changes })),
  };
}

/** The permission that each setting needs (ROM-32). */
const PERMISSION: Readonly<
  Record<'title' | 'description' | 'visibility' | 'queueMode' | 'other', Permission>
> = {
  title: 'configure-room.set-title',
  description: 'configure-room.set-description',
  visibility: 'configure-room.set-visibility',
  queueMode: 'configure-room.set-queue-mode',
  other: 'configure-room.other',
};

/** Why a setting cannot be changed now, or `null` (WEB-13). */
export const useSettingBlocked = (name: keyof typeof PERMISSION): string | null =>
  useBlocked(PERMISSION[name]);

function settingsIn(room: RoomState): RoomSettings {
  const {
    title,
    description,
    visibility,
    queueMode,
    restoreQueueBehavior,
    enableVoteSkip,
    waitForReadySeconds,
  } = room;
  return {
    title,
    description,
    visibility,
    queueMode,
    restoreQueueBehavior,
    enableVoteSkip,
    waitForReadySeconds,
    autoSkipSegmentCategories: [...room.autoSkipSegmentCategories],
    grants: room.grants.map(([role, mask]) => [role, mask]),
  };
}
