import { TestClient } from '@usher/harness/fakes';
import type { ChatMessage, RoomState, RoomUserInfo, SyncMessage } from '@usher/protocol';

/** A room as somebody finds it who comes in. */
export interface ObservedRoom {
  /** All that stays as it is while nobody changes anything. */
  readonly state: Omit<RoomState, 'playbackPosition'>;
  /** Who else is there, in the order of their ids. */
  readonly users: readonly RoomUserInfo[];
  readonly chats: readonly ChatMessage[];
  /** Seconds, at `serverTime`: when it was said, or when it takes effect. That is `wallTime` here, less the way it came. */
  readonly position: number;
  readonly serverTime: number;
  readonly wallTime: number;
}

/** Comes into a room, looks at it and leaves. */
export async function observeRoom(port: number, room: string, token: string): Promise<ObservedRoom> {
  using client = await TestClient.join(port, room, token);
  const sync = await client.hears('the state', ({ action }) => action === 'sync');
  const wallTime = Date.now();
  const { messages: chats } = await client.hears('the chat', ({ action }) => action === 'chats');
  const {
    action: _action,
    clockId: _clock,
    serverTime = NaN,
    effectiveAt = serverTime,
    playbackPosition: position = NaN,
    ...state
  } = sync as unknown as SyncMessage;
  const { users, you } = rosterOf(client.messages);
  return {
    state: state as ObservedRoom['state'],
    users: users.filter(({ id }) => id !== you).toSorted((a, b) => a.id.localeCompare(b.id)),
    chats: chats as ChatMessage[],
    position,
    serverTime: effectiveAt,
    wallTime: wallTime + effectiveAt - serverTime,
  };
}

/** How far the position is from where it would be by that clock, had nothing happened since `before`; seconds. */
export function offCourse(
  before: ObservedRoom,
  after: ObservedRoom,
  clock: 'serverTime' | 'wallTime',
): number {
  const { isPlaying, playbackSpeed } = before.state;
  const passed = isPlaying ? ((after[clock] - before[clock]) / 1000) * playbackSpeed : 0;
  return Math.abs(after.position - before.position - passed);
}

function rosterOf(messages: readonly Record<string, unknown>[]): { users: RoomUserInfo[]; you: string } {
  const init = messages.find(
    ({ action, update }) => action === 'user' && (update as { kind: string }).kind === 'init',
  ) as { update: { value: RoomUserInfo[] } } | undefined;
  const you = messages.find(({ action }) => action === 'you') as { info: { id: string } } | undefined;
  return { users: init?.update.value ?? [], you: you?.info.id ?? '' };
}
