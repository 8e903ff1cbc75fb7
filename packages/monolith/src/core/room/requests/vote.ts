import { clientNotFound, videoNotFound } from '../errors.ts';
import { indexInQueue, votesChanged } from '../queue.ts';
import type { Handler } from './handler.ts';

/** MSG-8. To vote twice is nothing (ROM-22). */
export const vote: Handler<'Vote'> = (turn, { client }, { video, add }) => {
  const { room } = turn;
  if (client === null) return clientNotFound('Only who is in the room can vote');
  if (indexInQueue(room, video) < 0) return videoNotFound('This video is not in the queue');
  if (room.votes.has(video, client) === add) return 'done';
  if (add) room.votes.add(video, client);
  else room.votes.remove(video, client);
  votesChanged(turn);
  return 'done';
};
