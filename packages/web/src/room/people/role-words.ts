import { Role } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';

/** What roles are called. */
export const ROLE_WORDS: Readonly<Record<Role, WordKey<'room'>>> = {
  [Role.Owner]: 'roleOwner',
  [Role.UnregisteredUser]: 'roleGuest',
  [Role.RegisteredUser]: 'roleRegistered',
  [Role.TrustedUser]: 'roleTrusted',
  [Role.Moderator]: 'roleModerator',
  [Role.Administrator]: 'roleAdministrator',
};
