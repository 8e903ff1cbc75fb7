import { parseObject, type ServerMessage, type SyncMessage } from '@usher/protocol';

const ACTIONS: Readonly<Record<ServerMessage['action'], true>> = {
  sync: true,
  event: true,
  chat: true,
  chats: true,
  eventcustom: true,
  announcement: true,
  user: true,
  you: true,
  clock: true,
  error: true,
};

/**
 * A server's frame as a message, or `null` for what we do not know: newer servers may say more (spec 2.4). Fields are not checked
 * again, the server that we chose to connect to is trusted with them.
 */
export function readServerMessage(text: string): ServerMessage | null {
  const message = parseObject(text);
  const action = message?.['action'];
  if (message === null || typeof action !== 'string' || !Object.hasOwn(ACTIONS, action)) return null;
  return message as unknown as ServerMessage;
}

/** A `sync` that has the whole state, and not only what changed. OpenTogetherTube's servers mark it in no other way (CON-3). */
export function isFullSync(message: ServerMessage): message is SyncMessage {
  return message.action === 'sync' && message.name !== undefined && message.queue !== undefined;
}
