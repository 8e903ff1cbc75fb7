import { CloseCode } from '@usher/protocol';

/** Why a room's page cannot go on, as far as a person would tell it apart (WEB-14). */
export type StopCause =
  'not-found' | 'invalid' | 'unloaded' | 'kicked' | 'banned' | 'unknown-session' | 'ended';

const CAUSES: Readonly<Partial<Record<number, StopCause>>> = {
  [CloseCode.InvalidRoom]: 'invalid',
  [CloseCode.RoomNotFound]: 'not-found',
  [CloseCode.RoomUnloaded]: 'unloaded',
  [CloseCode.Unauthenticated]: 'unknown-session',
  [CloseCode.Kicked]: 'kicked',
};

/** What a close code, and the words beside it, mean (CON-9). A ban is a kick that says so (ROM-34). */
export function stopCauseOf(code: number, reason = ''): StopCause {
  const cause = CAUSES[code] ?? 'ended';
  return cause === 'kicked' && reason === 'banned' ? 'banned' : cause;
}
