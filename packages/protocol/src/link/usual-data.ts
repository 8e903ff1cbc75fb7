import { clientId, type RoomKey } from '../ids.ts';
import type { FromMonolith } from './from-monolith.ts';
import { parseObject } from './parse-object.ts';

/** How a Monolith usually writes what is for clients. Any other order or white space takes the general way. */
export interface UsualForm {
  /** Up to the first brace of the message, with the room's name and perhaps the client's id. */
  readonly beginning: RegExp;
  /** From the last brace of the message. */
  readonly end: string;
}

/**
 * The short way: when what stands between the usual beginning and end is one JSON object, then it is the value that clients get, for a
 * text has only one reading as JSON; and the frame is valid as a whole.
 */
export function readUsualData(frame: string, { beginning, end }: UsualForm): FromMonolith | null {
  const match = beginning.exec(frame);
  if (match === null || !frame.endsWith(end)) return null;
  const message = frame.slice(match[0].length - 1, frame.length - end.length + 1);
  if (parseObject(message) === null) return null;
  const [, room, id] = match;
  return {
    kind: 'data',
    room: (room as string).toLowerCase() as RoomKey,
    client: id === undefined ? null : clientId(id),
    message,
  };
}
