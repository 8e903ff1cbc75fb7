import { LIMITS, utf8Length, videoKey, type QueueItem, type VideoId } from '@usher/protocol';
import { outOfRange } from './errors.ts';
import { isSame, startOf, withoutTrim } from './item.ts';
import type { RoomData } from './room-data.ts';
import type { RoomError } from './room-io.ts';
import { resetSegments } from './segments.ts';
import type { Turn } from './turn.ts';
import { isMeantToPlay, resetStart } from './waiting.ts';

/** Where a video stands in the queue; -1 when it does not. */
export function indexInQueue({ queue }: RoomData, video: VideoId): number {
  return queue.findIndex((item) => isSame(item, video));
}

/** Those of `videos` that are neither queued nor playing, each once (ROM-20). */
export function notQueued<V extends VideoId>(room: RoomData, videos: readonly V[]): V[] {
  const taken = new Set(room.queue.map(videoKey));
  if (room.current !== null) taken.add(videoKey(room.current));
  return videos.filter((video) => {
    const isNew = !taken.has(videoKey(video));
    taken.add(videoKey(video));
    return isNew;
  });
}

/** What forbids `queue`, if anything (ROM-26). */
export function checkQueue(queue: readonly QueueItem[]): RoomError | null {
  if (queue.length > LIMITS.queueLengthMax) {
    return outOfRange(`The queue is full: it holds ${LIMITS.queueLengthMax} videos`);
  }
  if (utf8Length(JSON.stringify(queue)) > LIMITS.roomStateBytesMax) {
    return outOfRange('The queue is full: its videos have too long titles and addresses');
  }
  return null;
}

/** Every change of the queue goes through here: it keeps the order of votes, and no votes for what has left (ROM-12, ROM-22). */
export function setQueue(turn: Turn, queue: readonly QueueItem[]): void {
  const { room } = turn;
  room.queue = room.settings.queueMode === 'vote' ? byVotes(room, queue) : queue;
  turn.changed('queue');
  if (room.votes.keepOnly(queue)) turn.changed('voteCounts');
}

/** After a change of votes. */
export function votesChanged(turn: Turn): void {
  turn.changed('voteCounts');
  if (turn.room.settings.queueMode === 'vote') setQueue(turn, turn.room.queue);
}

function byVotes({ votes }: RoomData, queue: readonly QueueItem[]): QueueItem[] {
  return queue.toSorted((a, b) => votes.count(b) - votes.count(a));
}

/** Goes on to the next item, in the way of the queue's mode (ROM-12). */
export function dequeue(turn: Turn): void {
  const { current, queue, settings } = turn.room;
  if (settings.queueMode === 'dj' && current !== null) return startItem(turn, current);
  const isLoop = settings.queueMode === 'loop' && current !== null;
  const [next = null, ...rest] = isLoop ? [...queue, withoutTrim(current)] : queue;
  setQueue(turn, rest);
  startItem(turn, next);
}

/** Makes `item` the current one; `null` when there is none left (ROM-12). What belonged to the last one is forgotten (ROM-23). */
export function startItem(
  turn: Turn,
  item: QueueItem | null,
  position = item === null ? 0 : startOf(item),
): void {
  const { room, now } = turn;
  const { isPlaying, speed } = room.playback;
  const shallPlay = isMeantToPlay(room) && item !== null;
  resetSegments(turn, item);
  resetStart(turn, item, position);
  room.current = item;
  room.playback = {
    isPlaying: shallPlay,
    position,
    startMs: now,
    speed: room.settings.queueMode === 'dj' ? speed : 1,
  };
  turn.changed('currentSource', 'playbackPosition');
  if (shallPlay !== isPlaying) turn.changed('isPlaying');
  if (room.playback.speed !== speed) turn.changed('playbackSpeed');
  clearSkipVotes(turn);
  room.endedBy.clear();
}

export function clearSkipVotes(turn: Turn): void {
  const { votesToSkip } = turn.room;
  if (votesToSkip.size === 0) return;
  votesToSkip.clear();
  turn.changed('votesToSkip');
}
