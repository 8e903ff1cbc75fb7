import type { QueueItem, VideoId } from '@usher/protocol';
import { badArgument, videoNotFound } from '../errors.ts';
import { isTrimValid } from '../item.ts';
import { checkQueue, indexInQueue, notQueued, setQueue } from '../queue.ts';
import type { RoomData } from '../room-data.ts';
import type { Handler } from './handler.ts';

/** MSG-6 */
export const remove: Handler<'Remove'> = (turn, by, request) => {
  const { room } = turn;
  const found = find(room, request.video);
  if (found === null) return videoNotFound('This video is not in the queue');
  const { item, index } = found;
  setQueue(turn, room.queue.toSpliced(index, 1));
  turn.undoableEvent(by, request, { video: item, queueIdx: index }, { kind: 'insert', item, index });
  return 'done';
};

/** MSG-7. In vote mode it moves an item among those with as many votes. */
export const order: Handler<'Order'> = (turn, _by, { fromIdx, toIdx }) => {
  const { queue } = turn.room;
  const item = queue[fromIdx];
  if (item === undefined || toIdx >= queue.length) return badArgument('The queue has no such place');
  if (fromIdx !== toIdx) setQueue(turn, queue.toSpliced(fromIdx, 1).toSpliced(toIdx, 0, item));
  return 'done';
};

/** MSG-15 */
export const shuffle: Handler<'Shuffle'> = (turn) => {
  const queue = [...turn.room.queue];
  const shuffled: QueueItem[] = [];
  while (queue.length > 0) shuffled.push(...queue.splice(Math.floor(turn.random() * queue.length), 1));
  setQueue(turn, shuffled);
  return 'done';
};

/** MSG-17: puts what the room had queued before it was unloaded behind what is queued now (ROM-25). */
export const restoreQueue: Handler<'RestoreQueue'> = (turn, _by, { discard = false }) => {
  const { room } = turn;
  if (room.prevQueue === null) return badArgument('There is no queue to restore');
  if (!discard) {
    const queue = [...room.queue, ...notQueued(room, room.prevQueue)];
    const error = checkQueue(queue);
    if (error !== null) return error;
    setQueue(turn, queue);
  }
  room.prevQueue = null;
  turn.changed('prevQueue');
  return 'done';
};

/** MSG-19 */
export const updateQueueItem: Handler<'UpdateQueueItem'> = (turn, by, request) => {
  const { room } = turn;
  const found = find(room, request.video);
  if (found === null) return videoNotFound('This video is not in the queue');
  const item = { ...found.item, ...request.update };
  if (!isTrimValid(item)) return badArgument('A video must end at least a second after its start');
  const queue = room.queue.with(found.index, item);
  const error = checkQueue(queue);
  if (error !== null) return error;
  setQueue(turn, queue);
  turn.event(by, request, { video: item });
  return 'done';
};

function find(room: RoomData, video: VideoId): { item: QueueItem; index: number } | null {
  const index = indexInQueue(room, video);
  const item = room.queue[index];
  return item === undefined ? null : { item, index };
}
