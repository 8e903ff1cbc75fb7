import { RequestType, type VideoId } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import { alreadyQueued, badArgument, clientNotFound, videoNotFound } from '../errors.ts';
import { idOf, isSame } from '../item.ts';
import { checkQueue, indexInQueue, notQueued, setQueue } from '../queue.ts';
import { denial } from '../roles.ts';
import type { Turn } from '../turn.ts';
import { findRecord, forget, type Inverse } from '../undo-records.ts';
import type { Handler, Outcome } from './handler.ts';
import { denialOfPlayNow, interrupt } from './play-now.ts';
import { seek } from './playback.ts';
import { remove } from './queue.ts';

type InverseOf<Kind extends Inverse['kind']> = Extract<Inverse, { kind: Kind }>;

/** MSG-12. The inverse comes from the room's record, with the permission that it needs itself (ROM-24). */
export const undo: Handler<'Undo'> = (turn, by, { event }) => {
  if (by.client === null) return clientNotFound('Only who is in the room can undo');
  const { undoRecords } = turn.room;
  const record = findRecord(undoRecords, event);
  if (record === undefined) return badArgument('This cannot be undone, or has been');
  const outcome = perform(turn, by, record.inverse);
  if (outcome === 'done') forget(undoRecords, record);
  return outcome;
};

function perform(turn: Turn, by: Asker, inverse: Inverse): Outcome {
  switch (inverse.kind) {
    case 'seek':
      return seekBack(turn, by, inverse);
    case 'unskip':
      return unskip(turn, by, inverse);
    case 'remove':
      return removeAgain(turn, by, inverse);
    case 'insert':
      return insertAgain(turn, by, inverse);
  }
}

function seekBack(turn: Turn, by: Asker, { video, position }: InverseOf<'seek'>): Outcome {
  const { room } = turn;
  if (!isCurrent(turn, video)) return videoNotFound('That video is not playing any more');
  const denied = denial(room, by.user, 'playback.seek');
  return denied ?? seek(turn, by, { type: RequestType.Seek, value: position });
}

function unskip(turn: Turn, by: Asker, { item, position }: InverseOf<'unskip'>): Outcome {
  if (isCurrent(turn, item)) return seekBack(turn, by, { kind: 'seek', video: item, position });
  return denialOfPlayNow(turn.room, by.user, item) ?? interrupt(turn, item, position);
}

function removeAgain(turn: Turn, by: Asker, { videos }: InverseOf<'remove'>): Outcome {
  const { room } = turn;
  const denied = denial(room, by.user, 'manage-queue.remove');
  if (denied !== null) return denied;
  const [first, second] = videos.filter((video) => indexInQueue(room, video) >= 0);
  if (first === undefined) return videoNotFound('This video is not in the queue any more');
  if (second === undefined) return remove(turn, by, { type: RequestType.Remove, video: first });
  setQueue(
    turn,
    room.queue.filter((item) => !videos.some((video) => isSame(item, video))),
  );
  return 'done';
}

function insertAgain(turn: Turn, by: Asker, { item, index }: InverseOf<'insert'>): Outcome {
  const { room } = turn;
  const denied = denial(room, by.user, 'manage-queue.add');
  if (denied !== null) return denied;
  if (notQueued(room, [item]).length === 0) return alreadyQueued('This video is in the queue already');
  const queue = room.queue.toSpliced(index, 0, item);
  const error = checkQueue(queue);
  if (error !== null) return error;
  setQueue(turn, queue);
  const request = { type: RequestType.Add, video: idOf(item) };
  turn.undoableEvent(by, request, { video: item }, { kind: 'remove', videos: [idOf(item)] });
  return 'done';
}

const isCurrent = ({ room }: Turn, video: VideoId): boolean =>
  room.current !== null && isSame(room.current, video);
