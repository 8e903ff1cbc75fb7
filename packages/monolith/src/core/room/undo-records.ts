import { isObject, LIMITS, type QueueItem, type RoomRequest, type VideoId } from '@usher/protocol';

/** What the room remembers of an event that can be undone (ROM-24). */
export interface UndoRecord {
  readonly event: UndoableEvent;
  readonly inverse: Inverse;
}

/** As much of an event as tells it from others. */
interface UndoableEvent {
  readonly request: RoomRequest;
  readonly user: { readonly id: string };
  readonly additional: {
    readonly video?: VideoId;
    readonly prevPosition?: number;
    readonly queueIdx?: number;
  };
}

/** What undoes an event. Positions in seconds. */
export type Inverse =
  | { readonly kind: 'seek'; readonly video: VideoId; readonly position: number }
  | { readonly kind: 'unskip'; readonly item: QueueItem; readonly position: number }
  | { readonly kind: 'remove'; readonly videos: readonly VideoId[] }
  | { readonly kind: 'insert'; readonly item: QueueItem; readonly index: number };

export function remember(records: UndoRecord[], record: UndoRecord): void {
  records.push(record);
  if (records.length > LIMITS.undoRecordsMax) records.shift();
}

/** The latest record of the event that `described` describes. A description need not be complete; its words are compared, never used. */
export function findRecord(records: readonly UndoRecord[], described: unknown): UndoRecord | undefined {
  return records.findLast(({ event }) => describes(described, event));
}

/** An event can be undone once. */
export function forget(records: UndoRecord[], record: UndoRecord): void {
  const index = records.indexOf(record);
  if (index >= 0) records.splice(index, 1);
}

/** Whether `described` says nothing else than `actual` does. What only one of them mentions does not count. */
function describes(described: unknown, actual: unknown): boolean {
  if (Array.isArray(actual)) {
    return (
      Array.isArray(described) &&
      described.length === actual.length &&
      actual.every((value, index) => describes(described[index], value))
    );
  }
  if (!isObject(actual)) return described === actual;
  if (!isObject(described)) return false;
  return Object.entries(actual).every(
    ([key, value]) => described[key] === undefined || describes(described[key], value),
  );
}
