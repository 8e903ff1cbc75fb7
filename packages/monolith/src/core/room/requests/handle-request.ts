import { REQUEST_PERMISSION, RequestType, type RoomRequest } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import { denial } from '../roles.ts';
import type { Turn } from '../turn.ts';
import { add } from './add.ts';
import { applySettings } from './apply-settings.ts';
import { chat } from './chat.ts';
import type { Outcome, RequestMap } from './handler.ts';
import { kick, promote } from './people.ts';
import { playNow } from './play-now.ts';
import { playback, playbackSpeed, seek } from './playback.ts';
import { order, remove, restoreQueue, shuffle, updateQueueItem } from './queue.ts';
import { skip } from './skip.ts';
import { undo } from './undo.ts';
import { vote } from './vote.ts';

const HANDLERS: { [T in keyof RequestMap]: (turn: Turn, by: Asker, request: RequestMap[T]) => Outcome } = {
  [RequestType.Playback]: playback,
  [RequestType.Skip]: skip,
  [RequestType.Seek]: seek,
  [RequestType.Add]: add,
  [RequestType.Remove]: remove,
  [RequestType.Order]: order,
  [RequestType.Vote]: vote,
  [RequestType.Promote]: promote,
  [RequestType.Chat]: chat,
  [RequestType.Undo]: undo,
  [RequestType.ApplySettings]: applySettings,
  [RequestType.PlayNow]: playNow,
  [RequestType.Shuffle]: shuffle,
  [RequestType.PlaybackSpeed]: playbackSpeed,
  [RequestType.RestoreQueue]: restoreQueue,
  [RequestType.Kick]: kick,
  [RequestType.UpdateQueueItem]: updateQueueItem,
};

/** Carries out a valid request of somebody (spec 2.3). */
export function handleRequest(turn: Turn, by: Asker, request: RoomRequest): Outcome {
  const permission = REQUEST_PERMISSION[request.type];
  const denied = permission === undefined ? null : denial(turn.room, by.user, permission);
  return denied ?? dispatch(turn, by, request.type, request);
}

function dispatch<T extends keyof RequestMap>(
  turn: Turn,
  by: Asker,
  type: T,
  request: RequestMap[T],
): Outcome {
  return HANDLERS[type](turn, by, request);
}
