import { videoKey, type QueueItem } from '@usher/protocol';

/**
 * One item to another place. It is told by its neighbours there, not by a number: while it is under way others add, remove and move, too,
 * and to move it there once more changes nothing.
 */
interface Move {
  readonly key: string;
  /** The item that it shall follow; `null` at the head. */
  readonly after: string | null;
  /** The item that it shall stand before, should the other one have left; `null` at the end. */
  readonly before: string | null;
}

/** What an Order says: places in the queue that the room has (MSG-7). */
export interface Places {
  readonly fromIdx: number;
  readonly toIdx: number;
}

/** Moves that the room has not shown yet. At most one is asked for at a time: where the others begin only its answer tells. */
export interface Reordering {
  readonly sent: Move | null;
  readonly waiting: readonly Move[];
}

/** What comes of an input, and what is to be asked of the room now, if anything. */
export interface ReorderingStep {
  readonly next: Reordering;
  readonly order: Places | null;
}

type Items = readonly QueueItem[];

export const STILL: Reordering = { sent: null, waiting: [] };

/** How to say that the item at `from` goes to `to`; `null` when there is nothing to move. */
export function moveIn(items: Items, from: number, to: number): Move | null {
  const item = items[from];
  if (item === undefined || from === to || to < 0 || to >= items.length) return null;
  const others = items.toSpliced(from, 1);
  return { key: videoKey(item), after: keyAt(others, to - 1), before: keyAt(others, to) };
}

/** The queue as it will be when all moves are made. */
export function reordered(queue: Items, { sent, waiting }: Reordering): Items {
  return [...(sent === null ? [] : [sent]), ...waiting].reduce(moved, queue);
}

/** Somebody moves an item, in the queue as `reordered` shows it. */
export function addMove({ sent, waiting }: Reordering, queue: Items, move: Move): ReorderingStep {
  // Of an item that is moved on before the room was asked, only the last place counts.
  const others = waiting.at(-1)?.key === move.key ? waiting.slice(0, -1) : waiting;
  return advance({ sent, waiting: [...others, move] }, queue);
}

/** The room has told its queue. It may be older than the move that was asked for: that one is over when it would change nothing any more. */
export function hearQueue(reordering: Reordering, queue: Items): ReorderingStep {
  const { sent } = reordering;
  const isOver = sent !== null && placesOf(queue, sent) === null;
  return advance(isOver ? { ...reordering, sent: null } : reordering, queue);
}

/** The room has refused what it was asked for, or has not shown it for too long: its queue is as it is, and the next move's turn has come. */
export function giveUp(reordering: Reordering, queue: Items): ReorderingStep {
  return advance({ ...reordering, sent: null }, queue);
}

function advance({ sent, waiting }: Reordering, queue: Items): ReorderingStep {
  if (sent !== null) return { next: { sent, waiting }, order: null };
  for (const [index, move] of waiting.entries()) {
    const order = placesOf(queue, move);
    if (order !== null) return { next: { sent: move, waiting: waiting.slice(index + 1) }, order };
  }
  return { next: STILL, order: null };
}

function moved(items: Items, move: Move): Items {
  const places = placesOf(items, move);
  const item = items[places?.fromIdx ?? -1];
  if (places === null || item === undefined) return items;
  return items.toSpliced(places.fromIdx, 1).toSpliced(places.toIdx, 0, item);
}

/** `null`: it is there already, or nobody can tell any more where that is. */
function placesOf(items: Items, { key, after, before }: Move): Places | null {
  const fromIdx = indexOf(items, key);
  if (fromIdx < 0) return null;
  const others = items.toSpliced(fromIdx, 1);
  const toIdx = after === null ? 0 : placeBetween(others, after, before);
  return toIdx === null || toIdx === fromIdx ? null : { fromIdx, toIdx };
}

function placeBetween(items: Items, after: string, before: string | null): number | null {
  const previous = indexOf(items, after);
  if (previous >= 0) return previous + 1;
  const following = before === null ? -1 : indexOf(items, before);
  return following < 0 ? null : following;
}

const indexOf = (items: Items, key: string) => items.findIndex((item) => videoKey(item) === key);

function keyAt(items: Items, index: number): string | null {
  const item = items[index];
  return item === undefined ? null : videoKey(item);
}
