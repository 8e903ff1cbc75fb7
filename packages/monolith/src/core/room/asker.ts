import type { ClientId, RoomUserInfo } from '@usher/protocol';
import { infoOf } from './roles.ts';
import type { RoomData } from './room-data.ts';
import type { RoomUser } from './room-io.ts';

/** Whoever makes a request: a client of the room, or somebody over HTTP. */
export interface Asker {
  /** `null` for a caller over HTTP who is not in the room. */
  readonly client: ClientId | null;
  readonly user: RoomUser;
  /** The HTTP call to answer; `null` for what was said in the room. */
  readonly call: number | null;
}

/** How others see who asked, even if they have left meanwhile. */
export function infoOfAsker(room: RoomData, { client, user }: Asker): RoomUserInfo {
  const member = client === null ? undefined : room.roster.get(client);
  return infoOf(room, member ?? { id: client ?? NOBODY, user, status: 'none', address: null });
}

/** An id that no client has. */
const NOBODY = '' as ClientId;
