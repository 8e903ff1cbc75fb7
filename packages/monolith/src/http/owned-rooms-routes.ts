import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { permanentMetadata } from '../core/room/permanent-room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { PermanentRooms } from '../store/permanent-rooms.ts';
import { refuseInvalid } from './api-error.ts';
import { accountOf, type ApiEnv } from './authentication.ts';
import { roomListItem } from './room-schemas.ts';
import { done, json, refusals } from './route-parts.ts';

const ownedRooms = createRoute({
  method: 'get',
  path: '/user/owned-rooms',
  summary: 'The permanent rooms of the account that is logged in',
  responses: { 200: json('The rooms', done.extend({ data: z.array(roomListItem) })), ...refusals },
});

/** What somebody owns, over HTTP (API-20). A room that is loaded here is shown as it is now, any other as it was saved. */
export function ownedRoomsRoutes(rooms: Rooms, permanentRooms: PermanentRooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(ownedRooms, async (context) => {
    const owned = await permanentRooms.ownedBy(accountOf(context));
    const loaded = new Map([...rooms.loaded()].map(({ room, metadata }) => [room, metadata]));
    const data = owned.map(({ room, state }) => loaded.get(room) ?? permanentMetadata(JSON.parse(state)));
    return context.json({ success: true as const, data }, 200);
  });

  return routes;
}
