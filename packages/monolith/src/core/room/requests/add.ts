import type { Video, VideoAdd } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import { alreadyQueued, badArgument, tooManyRequests, videoNotFound } from '../errors.ts';
import { idOf, isSame, isTrimValid, toItem } from '../item.ts';
import type { PendingRequest } from '../pending-requests.ts';
import { checkQueue, notQueued, setQueue } from '../queue.ts';
import type { Turn } from '../turn.ts';
import type { Handler, Outcome, RequestOf } from './handler.ts';

/** How many requests of a room may wait for metadata at a time. */
const PENDING_MAX = 100;

/** MSG-5: asks for the metadata of what is new; `finishAdd` goes on when it is here (ROM-20). */
export const add: Handler<'Add'> = (turn, by, request) => {
  if (request.url !== undefined) return fetchFirst(turn, { by, request, wanted: { url: request.url } });
  const videos = notQueued(turn.room, requestedVideos(request));
  if (videos.length === 0) return alreadyQueued('This video is in the queue already');
  const error = checkQueue([...turn.room.queue, ...videos]);
  return error ?? fetchFirst(turn, { by, request, wanted: { videos } });
};

/** Puts a request aside until the metadata is here that it wants. The room goes on meanwhile. */
export function fetchFirst(turn: Turn, pending: PendingRequest): Outcome {
  const { wanted } = pending;
  if ('videos' in wanted && !wanted.videos.every(isTrimValid)) {
    return badArgument('A video must end at least a second after its start');
  }
  if (turn.room.pending.size >= PENDING_MAX) return tooManyRequests('Too many videos are being looked up');
  turn.room.pending.add(pending);
  turn.touch();
  return 'later';
}

/** The second half of an Add. Who asked may have left meanwhile; what has been queued meanwhile is dropped. */
export function finishAdd(
  turn: Turn,
  by: Asker,
  request: RequestOf<'Add'>,
  videos: readonly Video[],
): Outcome {
  const { room } = turn;
  if (videos.length === 0) return videoNotFound('No video was found there');
  const trims = requestedVideos(request);
  const items = notQueued(room, videos).map((video) => toItem(video, trimOf(trims, video)));
  if (items.length === 0) return alreadyQueued('This video is in the queue already');
  const queue = [...room.queue, ...items];
  const error = checkQueue(queue);
  if (error !== null) return error;
  setQueue(turn, queue);
  const [first] = items;
  const isOne = items.length === 1 && first !== undefined && request.videos === undefined;
  turn.undoableEvent(by, request, isOne ? { video: first } : { videos: items }, {
    kind: 'remove',
    videos: items.map(idOf),
  });
  return 'done';
}

function requestedVideos({ video, videos }: RequestOf<'Add'>): readonly VideoAdd[] {
  return videos ?? (video === undefined ? [] : [video]);
}

const trimOf = (trims: readonly VideoAdd[], video: Video): Partial<VideoAdd> =>
  trims.find((trim) => isSame(trim, video)) ?? {};
