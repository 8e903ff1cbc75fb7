import { endOf } from './item.ts';
import { positionOf } from './messages.ts';
import { dequeue } from './queue.ts';
import { may } from './roles.ts';
import type { RoomData } from './room-data.ts';
import type { Member } from './roster.ts';
import type { Turn } from './turn.ts';

/** Players know lengths better than metadata does: this close to the known end, the end that one reports is believed. Seconds. */
const NEAR_END_SECONDS = 5;

/** So soon after an item became current, an end is that of the item before, reported late. */
const LATE_MS = 1_000;

/** A member's player came to the end of its item (spec 2.2 `status`, ROM-11). */
export function playerEnded(turn: Turn, { id, user }: Member): void {
  const { room, now } = turn;
  const { current } = room;
  if (current === null || !room.playback.isPlaying) return;
  if (now < room.start.currentSinceMs + LATE_MS) return;
  const position = positionOf(room, now);
  const end = endOf(current);
  if (end === null) {
    if (may(room, user, 'playback.skip')) dequeue(turn);
    else room.endedBy.add(id);
    turn.touch();
  } else if (position >= end - NEAR_END_SECONDS) dequeue(turn);
}

/** Whether half of the room says that an item is over whose length nobody knows (spec 2.2). */
export function isEndedForHalf({ endedBy, roster }: RoomData): boolean {
  return endedBy.size > 0 && endedBy.size >= roster.size / 2;
}
