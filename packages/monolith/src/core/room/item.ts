import { LIMITS, type ItemUpdate, type QueueItem, type Video, type VideoId } from '@usher/protocol';

/** The shortest stretch that an item may be trimmed to: what loops must not spin. */
const TRIMMED_SECONDS_MIN = 1;

/** Where an item starts, seconds. A start behind its own end would end it before anyone saw it. */
export function startOf(item: QueueItem): number {
  const start = item.startAt ?? 0;
  const end = endOf(item);
  return end !== null && start >= end ? 0 : start;
}

/** Where an item ends, seconds; `null` when only its players will know: a length of 0 is no length (ROM-11). */
export function endOf({ endAt, length }: QueueItem): number | null {
  const end = Math.min(endAt || Infinity, length || Infinity);
  return end === Infinity ? null : end;
}

export function isTrimValid({ startAt = 0, endAt = Infinity }: ItemUpdate): boolean {
  return endAt - startAt >= TRIMMED_SECONDS_MIN;
}

/** What stands in the queue: a video's metadata and how it was asked to be trimmed (ROM-26). */
export function toItem(video: Video, { startAt, endAt, subtitleUrl }: ItemUpdate): QueueItem {
  return {
    ...video,
    ...(video.description !== undefined && {
      description: cut(video.description, LIMITS.itemDescriptionMax),
    }),
    ...(startAt !== undefined && { startAt }),
    ...(endAt !== undefined && { endAt }),
    ...(subtitleUrl !== undefined && { subtitleUrl }),
  };
}

export function withoutTrim({ startAt: _startAt, endAt: _endAt, ...item }: QueueItem): QueueItem {
  return item;
}

export const idOf = ({ service, id }: VideoId): VideoId => ({ service, id });

export const isSame = (a: VideoId, b: VideoId): boolean => a.service === b.service && a.id === b.id;

/** The first `charactersMax` characters of `text`; none is cut in half. */
export function cut(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text;
  return Array.from(text.slice(0, 2 * charactersMax))
    .slice(0, charactersMax)
    .join('');
}
