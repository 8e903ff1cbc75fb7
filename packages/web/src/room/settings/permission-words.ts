import type { Permission } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';
import type { PermissionGroup } from './permission-grid.ts';

export const GROUP_WORDS: Readonly<Record<PermissionGroup, WordKey<'settings'>>> = {
  playback: 'groupPlayback',
  'manage-queue': 'groupQueue',
  chat: 'groupChat',
  'manage-users': 'groupPeople',
  'configure-room': 'groupRoom',
};

/** What permissions are called. */
export const PERMISSION_WORDS: Readonly<Record<Permission, WordKey<'settings'>>> = {
  'playback.play-pause': 'mayPlayPause',
  'playback.skip': 'maySkip',
  'playback.seek': 'maySeek',
  'playback.speed': 'maySpeed',
  'manage-queue.add': 'mayAdd',
  'manage-queue.remove': 'mayRemove',
  'manage-queue.order': 'mayOrder',
  'manage-queue.vote': 'mayVote',
  'manage-queue.play-now': 'mayPlayNow',
  'manage-queue.edit': 'mayEdit',
  chat: 'mayChat',
  'configure-room.set-title': 'maySetTitle',
  'configure-room.set-description': 'maySetDescription',
  'configure-room.set-visibility': 'maySetVisibility',
  'configure-room.set-queue-mode': 'maySetQueueMode',
  'configure-room.set-permissions.for-moderator': 'mayGrantModerators',
  'configure-room.set-permissions.for-trusted-users': 'mayGrantTrusted',
  'configure-room.set-permissions.for-all-registered-users': 'mayGrantRegistered',
  'configure-room.set-permissions.for-all-unregistered-users': 'mayGrantGuests',
  'configure-room.other': 'maySetOther',
  'manage-users.promote-admin': 'mayPromoteAdministrators',
  'manage-users.demote-admin': 'mayDemoteAdministrators',
  'manage-users.promote-moderator': 'mayPromoteModerators',
  'manage-users.demote-moderator': 'mayDemoteModerators',
  'manage-users.promote-trusted-user': 'mayPromoteTrusted',
  'manage-users.demote-trusted-user': 'mayDemoteTrusted',
  'manage-users.kick': 'mayKick',
};
