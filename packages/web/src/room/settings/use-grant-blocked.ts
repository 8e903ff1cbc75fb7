import { mayDo } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { useOffline, useRole, useRoom } from '../room-context.ts';
import { PERMISSION_TO_GRANT, type GrantedRole } from './permission-grid.ts';

/** Why the permissions of a role cannot be changed by us now, or `null` (ROM-32). */
export function useGrantBlocked(): (role: GrantedRole) => string | null {
  const words = useWords('room');
  const { grants } = useRoom();
  const you = useRole();
  const offline = useOffline();
  return (role) =>
    offline ?? (mayDo(grants, you, PERMISSION_TO_GRANT[role]) ? null : words('blockedPermission'));
}
