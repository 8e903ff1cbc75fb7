import type { RoomState, RoomUserInfo, ServerMessage, SyncMessage, UserUpdate } from '@usher/protocol';
import { unreachable } from '@usher/kit';
import { addLines, mergeHistory, type ChatLine, type ChatLineContent } from './chat-lines.ts';
import { moveVector, type PlaybackVector } from './playback-vector.ts';
import { isFullSync } from './read-message.ts';

/** A room as one client knows it. Values are never changed in place. */
export interface RoomView {
  /** `null` before the first full `sync`. */
  readonly room: RoomState | null;
  readonly playback: PlaybackVector | null;
  /** Whose clock the server's times are of; `null` where servers do not say (WEB-5). */
  readonly clockId: string | null;
  readonly users: readonly RoomUserInfo[];
  /** Our own client id. */
  readonly you: string | null;
  readonly lines: readonly ChatLine[];
}

export const EMPTY_VIEW: RoomView = {
  room: null,
  playback: null,
  clockId: null,
  users: [],
  you: null,
  lines: [],
};

/** What OpenTogetherTube's servers do not send. */
const NOT_SENT_BY_ALL = { waitForReadySeconds: 0, waitingFor: [] } as const;

/** The view after `message`, which was received at `receivedAt` (monotonic ms) (MSG-20 to MSG-23). */
export function updateView(view: RoomView, message: ServerMessage, receivedAt: number): RoomView {
  switch (message.action) {
    case 'sync':
      return applySync(view, message, receivedAt);
    case 'user':
      return { ...view, users: updateUsers(view.users, message.update) };
    case 'you':
      return { ...view, you: message.info.id };
    case 'chats':
      return { ...view, lines: mergeHistory(view.lines, message.messages) };
    case 'chat':
      return addLine(view, { kind: 'chat', message, isOwn: message.from.id === view.you }, receivedAt);
    case 'event':
      return addLine(view, { kind: 'event', message }, receivedAt);
    case 'eventcustom':
    case 'announcement':
      return addLine(view, { kind: 'notice', text: message.text }, receivedAt);
    case 'clock':
    case 'error':
      return view;
    default:
      return unreachable(message);
  }
}

const addLine = (view: RoomView, content: ChatLineContent, at: number): RoomView => ({
  ...view,
  lines: addLines(view.lines, [content], at),
});

function applySync(view: RoomView, message: SyncMessage, receivedAt: number): RoomView {
  const { action: _, serverTime: _time, clockId, effectiveAt: _effect, ...fields } = message;
  if (isFullSync(message)) {
    return {
      ...view,
      // A full sync has every field (MSG-20).
      room: { ...NOT_SENT_BY_ALL, ...(fields as RoomState) },
      playback: moveVector(null, message, receivedAt),
      clockId: clockId ?? null,
    };
  }
  if (view.room === null) return view;
  return {
    ...view,
    room: { ...view.room, ...fields },
    playback: moveVector(view.playback, message, receivedAt),
  };
}

function updateUsers(users: readonly RoomUserInfo[], update: UserUpdate): readonly RoomUserInfo[] {
  switch (update.kind) {
    case 'init':
      return update.value;
    case 'remove':
      return users.filter(({ id }) => id !== update.value);
    case 'update': {
      const known = users.some(({ id }) => id === update.value.id);
      if (known)
        return users.map((user) => (user.id === update.value.id ? { ...user, ...update.value } : user));
      return [...users, { name: '', isLoggedIn: false, status: 'none', role: 0, ...update.value }];
    }
    default:
      return unreachable(update);
  }
}
