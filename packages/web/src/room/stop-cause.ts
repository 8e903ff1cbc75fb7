import { CloseCode } from '@usher/protocol';
import { isRoomName } from '../home/room-name.ts';
import { isGeneratedName } from './room-title.ts';

/**
 * Why a room's page cannot go on, as far as a person would tell it apart (WEB-14). `over`: it is not found, and had a name that the site
 * gave it. `uncreatable`: it is not found, and none can be created under this name.
 */
export type StopCause =
  | 'not-found'
  | 'over'
  | 'uncreatable'
  | 'invalid'
  | 'unloaded'
  | 'kicked'
  | 'banned'
  | 'unknown-session'
  | 'ended';

const CAUSES: Readonly<Partial<Record<number, StopCause>>> = {
  [CloseCode.InvalidRoom]: 'invalid',
  [CloseCode.RoomNotFound]: 'not-found',
  [CloseCode.RoomUnloaded]: 'unloaded',
  [CloseCode.Unauthenticated]: 'unknown-session',
  [CloseCode.Kicked]: 'kicked',
};

/** What a close code, and the words beside it, mean for the room of that name (CON-9). A ban is a kick that says so (ROM-34). */
export function stopCauseOf(name: string, code: number, reason = ''): StopCause {
  const cause = CAUSES[code] ?? 'ended';
  if (cause === 'kicked' && reason === 'banned') return 'banned';
  if (cause !== 'not-found' || isRoomName(name)) return cause;
  return isGeneratedName(name) ? 'over' : 'uncreatable';
}
