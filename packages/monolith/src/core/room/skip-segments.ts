import type { SkipCategory, VideoSegment } from '@usher/protocol';
import { endOf, startOf } from './item.ts';
import { positionOf } from './messages.ts';
import { fold, seek, timeOf } from './playback.ts';
import { dequeue } from './queue.ts';
import type { RoomData } from './room-data.ts';
import type { Turn } from './turn.ts';
import { isMeantToPlay } from './waiting.ts';

/** So little behind a segment is not worth starting for, and what is played before one is not an item. Seconds. */
const REST_SECONDS_MIN = 1;

const WORDS: Readonly<Record<SkipCategory, string>> = {
  sponsor: 'sponsor',
  intro: 'intro',
  outro: 'outro',
  interaction: 'interaction reminder',
  selfpromo: 'self-promotion',
  music_offtopic: 'part without music',
  preview: 'preview',
};

/** When playback will come to the next segment that is to be skipped, room time; 0: it is in one. */
export function skipDeadlineMs(room: RoomData): number {
  const segment = nextSegment(room);
  if (segment === undefined || !isMeantToPlay(room)) return Infinity;
  const { playback } = room;
  return segment.startTime <= playback.position ? 0 : (timeOf(segment.startTime, playback) ?? Infinity);
}

/** Skips the segment that playback has come to; `false`: there is none. It costs everyone one seek. */
export function skipSegment(turn: Turn): boolean {
  const { room, now } = turn;
  const segment = nextSegment(room);
  if (segment === undefined || skipDeadlineMs(room) > now) return false;
  if (positionOf(room, now) >= segment.endTime) {
    // Nobody woke the room in time: everyone has seen it.
    room.playback = fold(room.playback, now);
    turn.touch();
    return true;
  }
  turn.broadcast({ action: 'eventcustom', text: `Skipped ${WORDS[segment.category]}`, duration: 3000 });
  if (reachesEnd(room, segment)) dequeue(turn);
  else {
    room.playback = seek(room.playback, segment.endTime, now);
    turn.changed('playbackPosition');
  }
  return true;
}

/** The first one that does not lie behind where playback was last known to be. */
function nextSegment(room: RoomData): VideoSegment | undefined {
  const { segments, playback } = room;
  if (segments.found.length === 0) return undefined;
  return merged(room).find(
    (segment) =>
      segment.endTime > playback.position &&
      !isWanted(segment, segments.soughtTo) &&
      !isWholeItem(room, segment),
  );
}

/** The segments of the categories that the room skips; what overlaps is one, named after what comes first. */
function merged({ segments, settings }: RoomData): VideoSegment[] {
  const result: VideoSegment[] = [];
  for (const segment of segments.found) {
    if (!settings.autoSkipSegmentCategories.includes(segment.category)) continue;
    const last = result.at(-1);
    if (last === undefined || last.endTime < segment.startTime) result.push(segment);
    else result[result.length - 1] = { ...last, endTime: Math.max(last.endTime, segment.endTime) };
  }
  return result;
}

/** Playback goes forward only, so a segment that somebody sought into has not been left since, or is behind. */
function isWanted({ startTime, endTime }: VideoSegment, soughtTo: number | null): boolean {
  return soughtTo !== null && startTime <= soughtTo && soughtTo < endTime;
}

function reachesEnd({ current }: RoomData, { endTime }: VideoSegment): boolean {
  const end = current === null ? null : endOf(current);
  return end !== null && endTime > end - REST_SECONDS_MIN;
}

/** Skipping it would leave nothing to play, and a room that loops would never stop skipping. */
function isWholeItem(room: RoomData, segment: VideoSegment): boolean {
  const start = room.current === null ? 0 : startOf(room.current);
  return segment.startTime < start + REST_SECONDS_MIN && reachesEnd(room, segment);
}
