import { describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, mayDo, Role, type RoomSettings } from '@usher/protocol';
import { withPermission } from './permission-grid.ts';
import {
  changesOf,
  conflictsOf,
  drafted,
  dropEdit,
  editGrant,
  editSetting,
  NO_DRAFT,
} from './settings-draft.ts';

const room: RoomSettings = {
  title: 'Friday',
  description: '',
  visibility: 'public',
  queueMode: 'manual',
  grants: DEFAULT_GRANTS.map(([role, mask]) => [role, mask]),
  autoSkipSegmentCategories: ['sponsor'],
  restoreQueueBehavior: 1,
  enableVoteSkip: false,
  waitForReadySeconds: 10,
};

describe('[ROM-32] a draft of the settings', () => {
  it('sends what was changed, and nothing else', () => {
    const draft = editSetting(editSetting(NO_DRAFT, room, 'title', 'Saturday'), room, 'enableVoteSkip', true);
    expect(changesOf(draft, room)).toEqual({ title: 'Saturday', enableVoteSkip: true });
    expect(changesOf(NO_DRAFT, room)).toEqual({});
  });

  it('sends nothing that was changed back, or that the room has meanwhile', () => {
    const there = editSetting(NO_DRAFT, room, 'title', 'Saturday');
    expect(changesOf(editSetting(there, room, 'title', 'Friday'), room)).toEqual({});
    expect(changesOf(there, { ...room, title: 'Saturday' })).toEqual({});
  });

  it('follows the room in all that was not touched', () => {
    const draft = editSetting(NO_DRAFT, room, 'title', 'Saturday');
    const changed = { ...room, visibility: 'private' } as const;
    expect(drafted(draft, changed)).toMatchObject({ title: 'Saturday', visibility: 'private' });
    expect(changesOf(draft, changed)).toEqual({ title: 'Saturday' });
    expect(conflictsOf(draft, changed)).toEqual([]);
  });

  it('says what others have changed under the editor’s hands, and can take theirs', () => {
    const draft = editSetting(NO_DRAFT, room, 'title', 'Saturday');
    const changed = { ...room, title: 'Sunday' };
    expect(conflictsOf(draft, changed)).toEqual(['title']);
    expect(conflictsOf(editSetting(draft, changed, 'title', 'Saturday!'), changed)).toEqual(['title']);
    expect(drafted(dropEdit(draft, 'title'), changed).title).toBe('Sunday');
    expect(conflictsOf(draft, { ...room, title: 'Saturday' })).toEqual([]);
  });
});

describe('[ROM-32] a draft of the permissions', () => {
  const edit = { role: Role.UnregisteredUser, permission: 'chat', isGranted: false } as const;

  it('sends the masks of the roles that changed', () => {
    const draft = editGrant(NO_DRAFT, edit);
    const { grants = [] } = changesOf(draft, room);
    expect(grants.map(([role]) => role)).toEqual([Role.UnregisteredUser]);
    expect(mayDo(drafted(draft, room).grants, Role.UnregisteredUser, 'chat')).toBe(false);
  });

  it('keeps what others change beside it', () => {
    const draft = editGrant(NO_DRAFT, edit);
    const theirs = withPermission(room.grants, Role.UnregisteredUser, 'playback.seek', false);
    const changed = { ...room, grants: theirs.map(([role, mask]): [Role, number] => [role, mask]) };
    const { grants } = drafted(draft, changed);
    expect(mayDo(grants, Role.UnregisteredUser, 'playback.seek')).toBe(false);
    expect(mayDo(grants, Role.UnregisteredUser, 'chat')).toBe(false);
  });

  it('sends nothing that was changed back', () => {
    const draft = editGrant(editGrant(NO_DRAFT, edit), { ...edit, isGranted: true });
    expect(changesOf(draft, room)).toEqual({});
  });
});
