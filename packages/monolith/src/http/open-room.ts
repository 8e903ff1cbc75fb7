import { z } from '@hono/zod-openapi';
import { roomKey, type RoomKey } from '@usher/protocol';
import type { Context } from 'hono';
import type { CallRequest } from '../core/room/room-io.ts';
import type { RoomHost } from '../rooms/room-host.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { misdirected, roomNotFound, unavailable } from './api-error.ts';
import { userOf, type ApiEnv } from './authentication.ts';
import { refusalOf } from './room-error.ts';

/** Names the room that a request is about. */
export const roomParams = z.object({ name: z.string().openapi({ example: 'lounge' }) });

/** The room, loaded if need be. Whether the caller may know of it is not asked: see `visibleRoom`. */
async function openRoom(rooms: Rooms, name: string): Promise<RoomHost> {
  const opened = await rooms.open(keyOf(name));
  switch (opened.kind) {
    case 'open':
      return opened.host;
    case 'missing':
      throw roomNotFound();
    case 'owned':
      throw misdirected(opened.by);
    case 'unavailable':
    case 'draining':
      throw unavailable();
  }
}

/** As `openRoom`; to whom a room is hidden, there is no such room (ROM-35). Administrators see all. */
export async function visibleRoom(context: Context<ApiEnv>, rooms: Rooms, name: string): Promise<RoomHost> {
  const host = await openRoom(rooms, name);
  const caller = context.get('caller');
  if (caller.kind === 'user' && !host.isVisibleTo(caller.user)) throw roomNotFound();
  return host;
}

/** Carries out a request in the name of the caller, and throws what the room says against it (API-10). */
export async function callRoom(
  context: Context<ApiEnv>,
  rooms: Rooms,
  name: string,
  request: CallRequest,
): Promise<void> {
  const user = userOf(context);
  const host = await openRoom(rooms, name);
  const error = await host.call(user, request);
  if (error !== null) throw refusalOf(error);
}

export function keyOf(name: string): RoomKey {
  const key = roomKey(name);
  if (key === null) throw roomNotFound();
  return key;
}
