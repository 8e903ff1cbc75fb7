import { SKIP_CATEGORIES, type QueueItem, type VideoId, type VideoSegment } from '@usher/protocol';
import { z } from 'zod';
import { isSame } from './item.ts';
import type { RoomData } from './room-data.ts';
import type { Turn } from './turn.ts';

/** What is known of the current item's segments. */
export interface ItemSegments {
  readonly state: 'unasked' | 'asked' | 'known';
  /** In the order of their starts. */
  readonly found: readonly VideoSegment[];
  /** Seconds: where somebody has sought to last. Whoever seeks into a segment wants to see it. */
  readonly soughtTo: number | null;
}

const SEGMENTS_MAX = 100;
const seconds = z.number().min(0).max(1e9);

export const videoSegments = z
  .array(z.object({ category: z.enum(SKIP_CATEGORIES), startTime: seconds, endTime: seconds }))
  .max(SEGMENTS_MAX);

export const NO_SEGMENTS: ItemSegments = { state: 'unasked', found: [], soughtTo: null };

/** Whether the shell is to be asked: once per item, and not in a room that skips nothing. */
export function wantsSegments({ current, segments, settings }: RoomData): boolean {
  return (
    current?.service === 'youtube' &&
    segments.state === 'unasked' &&
    settings.autoSkipSegmentCategories.length > 0
  );
}

export function askForSegments(turn: Turn): void {
  const { room } = turn;
  if (room.current === null || !wantsSegments(room)) return;
  room.segments = { ...room.segments, state: 'asked' };
  const { service, id } = room.current;
  turn.effects.push({ kind: 'segments', video: { service, id } });
}

/** Segments have come; another item may be current by now. What they say is checked as metadata is. */
export function takeSegments(turn: Turn, video: VideoId, found: readonly VideoSegment[]): void {
  const { room } = turn;
  if (room.current === null || !isSame(room.current, video) || room.segments.state === 'known') return;
  const { data = [] } = videoSegments.safeParse(found.slice(0, SEGMENTS_MAX));
  room.segments = {
    ...room.segments,
    state: 'known',
    found: data.toSorted((a, b) => a.startTime - b.startTime),
  };
  turn.touch();
  if (data.length > 0) turn.changed('videoSegments');
}

/** Another item becomes the current one, or the same one begins again: its segments are still known then. */
export function resetSegments(turn: Turn, next: QueueItem | null): void {
  const { room } = turn;
  const { current, segments } = room;
  const isAgain = next !== null && current !== null && isSame(next, current);
  room.segments = isAgain ? { ...segments, soughtTo: null } : NO_SEGMENTS;
  if (!isAgain && segments.found.length > 0) turn.changed('videoSegments');
}
