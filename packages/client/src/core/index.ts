/** The pure parts of a client, for who has a shell of their own. */
export {
  connectionDeadline,
  stepConnection,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionState,
} from './connection.ts';
export { isFullSync, readServerMessage } from './read-message.ts';
export { EMPTY_VIEW, updateView, type RoomView } from './room-view.ts';
