import { LIMITS, type ChatMessage } from '@usher/protocol';
import { infoOfAsker } from '../asker.ts';
import { clientNotFound } from '../errors.ts';
import type { Handler } from './handler.ts';

/** MSG-11, MSG-22 */
export const chat: Handler<'Chat'> = (turn, by, { text }) => {
  const { room } = turn;
  if (by.client === null) return clientNotFound('Only who is in the room can chat');
  const message: ChatMessage = { action: 'chat', from: infoOfAsker(room, by), text };
  room.chat.push(message);
  if (room.chat.length > LIMITS.chatHistoryMax) room.chat.shift();
  turn.touch();
  turn.broadcast(message);
  return 'done';
};
