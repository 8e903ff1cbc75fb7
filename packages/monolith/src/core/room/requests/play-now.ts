import type { QueueItem, Video, VideoId } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import { badArgument, videoNotFound } from '../errors.ts';
import { idOf, isSame, isTrimValid, startOf, toItem } from '../item.ts';
import { positionOf } from '../messages.ts';
import { checkQueue, setQueue, startItem } from '../queue.ts';
import { denial } from '../roles.ts';
import type { RoomError, RoomUser } from '../room-io.ts';
import type { RoomData } from '../room-data.ts';
import type { Turn } from '../turn.ts';
import { fetchFirst } from './add.ts';
import type { Handler, Outcome, RequestOf } from './handler.ts';

/** MSG-14 */
export const playNow: Handler<'PlayNow'> = (turn, by, request) =>
  playKnown(turn, by, request) ?? fetchFirst(turn, { by, request, wanted: { videos: [request.video] } });

/** The second half of a PlayNow whose video was not queued. It may be by now. */
export function finishPlayNow(
  turn: Turn,
  by: Asker,
  request: RequestOf<'PlayNow'>,
  [video]: readonly Video[],
): Outcome {
  if (video === undefined) return videoNotFound('No video was found there');
  const { type, video: wanted } = request;
  const known = playKnown(turn, by, { type, video: { ...wanted, ...idOf(video) } }); // its id may have been another spelling
  return known ?? interrupt(turn, toItem(video, wanted));
}

/** The outcome as far as it does not depend on metadata: the video is playing, is queued, or may not be played. */
function playKnown(turn: Turn, { user }: Asker, { video }: RequestOf<'PlayNow'>): Outcome | null {
  const { room } = turn;
  const denied = denialOfPlayNow(room, user, video);
  if (denied !== null) return denied;
  if (room.current !== null && isSame(room.current, video)) return 'done';
  const queued = room.queue.find((item) => isSame(item, video));
  if (queued === undefined) return null;
  const item = { ...queued, ...video };
  return isTrimValid(item)
    ? interrupt(turn, item)
    : badArgument('A video must end at least a second after its start');
}

export function denialOfPlayNow(room: RoomData, user: RoomUser, video: VideoId): RoomError | null {
  const isQueued = room.queue.some((item) => isSame(item, video));
  return (
    denial(room, user, 'manage-queue.play-now') ??
    denial(room, user, isQueued ? 'manage-queue.order' : 'manage-queue.add')
  );
}

/** Plays `item` from `position`. What was playing goes to the head of the queue and will go on from where it is (ROM-21). */
export function interrupt(turn: Turn, item: QueueItem, position = startOf(item)): Outcome {
  const { room, now } = turn;
  const rest = room.queue.filter((queued) => !isSame(queued, item));
  const queue = room.current === null ? rest : [{ ...room.current, startAt: positionOf(room, now) }, ...rest];
  const error = checkQueue(queue);
  if (error !== null) return error;
  setQueue(turn, queue);
  startItem(turn, item, position);
  return 'done';
}
