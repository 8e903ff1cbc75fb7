import type { ItemUpdate, QueueItem } from '@usher/protocol';
import { clockTime } from '../../video.ts';
import type { CheckedTrim } from './check-trim.ts';
import { NO_END_SECONDS, trimOf } from './play-time.ts';

/** What stands in the fields for start and end. */
export interface TrimFields {
  readonly start: string;
  readonly end: string;
}

/** What stands there at first: the end is empty where there is none but the video's. */
export function trimFieldsOf(item: QueueItem): TrimFields {
  const trim = trimOf(item);
  return { start: clockTime(trim?.start ?? 0), end: trim?.end == null ? '' : clockTime(trim.end) };
}

/** What is to be said of `item` once `fields`, which were found to be `trim`, are saved; `null` when that is nothing new. */
export function trimUpdate(
  item: QueueItem,
  fields: TrimFields,
  trim: Extract<CheckedTrim, { kind: 'trim' }>,
): ItemUpdate | null {
  const before = trimFieldsOf(item);
  // Clocks show whole seconds: what was not touched keeps its fractions.
  const update = {
    ...(fields.start.trim() !== before.start && { startAt: trim.startAt }),
    // There is no way to take an end back: one that never comes stands for none.
    ...(fields.end.trim() !== before.end && { endAt: trim.endAt ?? NO_END_SECONDS }),
  };
  return Object.keys(update).length === 0 ? null : update;
}
