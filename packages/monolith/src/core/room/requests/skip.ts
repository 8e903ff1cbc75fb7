import { RequestType } from '@usher/protocol';
import type { Asker } from '../asker.ts';
import { clientNotFound, videoNotFound } from '../errors.ts';
import { positionOf } from '../messages.ts';
import { dequeue } from '../queue.ts';
import { may } from '../roles.ts';
import type { RoomData } from '../room-data.ts';
import type { Turn } from '../turn.ts';
import type { Handler, Outcome } from './handler.ts';

/** MSG-3 */
export const skip: Handler<'Skip'> = (turn, by) => {
  if (turn.room.settings.enableVoteSkip) return toggleSkipVote(turn, by);
  return skipCurrent(turn, by);
};

function skipCurrent(turn: Turn, by: Asker): Outcome {
  const { room, now } = turn;
  if (room.current === null) return videoNotFound('Nothing is playing');
  const prevPosition = positionOf(room, now);
  const inverse = { kind: 'unskip', item: room.current, position: prevPosition } as const;
  turn.undoableEvent(by, { type: RequestType.Skip }, { video: room.current, prevPosition }, inverse);
  dequeue(turn);
  return 'done';
}

/** ROM-23. The vote that passes the skip makes the event. */
function toggleSkipVote(turn: Turn, by: Asker): Outcome {
  const { room } = turn;
  if (room.current === null) return videoNotFound('Nothing is playing');
  if (by.client === null) return clientNotFound('Only who is in the room can vote');
  if (!room.votesToSkip.delete(by.client)) room.votesToSkip.add(by.client);
  turn.changed('votesToSkip');
  return isSkipVotePassed(room) ? skipCurrent(turn, by) : 'done';
}

/** Whether half of those who may skip want to (ROM-23). Who is suspended counts, or a room that moves would skip by one vote. */
export function isSkipVotePassed(room: RoomData): boolean {
  if (room.votesToSkip.size === 0) return false;
  const electorate = [...room.roster].filter(({ user }) => may(room, user, 'playback.skip'));
  const votes = electorate.filter(({ id }) => room.votesToSkip.has(id)).length;
  return votes > 0 && votes >= Math.ceil(electorate.length / 2);
}
