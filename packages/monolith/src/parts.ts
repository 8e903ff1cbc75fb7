/** What a Monolith is put together from, for who does that by themselves: the simulator. */
export { openLink } from './clients/linked-clients.ts';
export type { Entrance } from './clients/entrance.ts';
export type { RoomUser } from './core/room/room-io.ts';
export { Membership } from './ownership/membership.ts';
export { RoomTime } from './ownership/room-time.ts';
export { Rooms } from './rooms/rooms.ts';
export { Visits } from './rooms/visits.ts';
export {
  ANNOUNCEMENTS_KEPT,
  LEASE,
  type Announcements,
  type Claim,
  type LiveState,
  type SpendLimit,
  type Spent,
} from './store/live-state.ts';
export type { RoomRows, SavedRoom } from './store/permanent-rooms.ts';
export { sessionIdOf, type Sessions } from './store/sessions.ts';
export { StoreError } from './store/store-error.ts';
export { newPermanentRoom } from './core/room/permanent-room.ts';
export { savedRoom } from './rooms/permanent-saver.ts';
export { PERMANENT, writeNewRoom } from './rooms/stored-room.ts';
export { RoomTraffic } from './metrics/room-traffic.ts';
