import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { RoomHost } from '../rooms/room-host.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { ApiError, refuseInvalid, unavailable } from './api-error.ts';
import { accountOf, userOf, type ApiEnv } from './authentication.ts';
import { roomParams as params, visibleRoom } from './open-room.ts';
import { done, json, refusals } from './route-parts.ts';

const remove = createRoute({
  method: 'delete',
  path: '/room/{name}',
  summary:
    'Sends everyone out of a room, which needs the key of the API; or, permanently, deletes it: its owner may',
  request: { params, query: z.object({ permanent: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json('Done', done), ...refusals },
});

/** The end of rooms over HTTP (API-20). Whoever is in the room is sent away with 4003 (LNK-33). */
export function roomRemovalRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(remove, async (context) => {
    const { name } = context.req.valid('param');
    if (context.req.valid('query').permanent === 'true') await deleteRoom(context, rooms, name);
    else await endRoom(context, rooms, name);
    return context.json({ success: true as const }, 200);
  });

  return routes;
}

async function endRoom(context: Context<ApiEnv>, rooms: Rooms, name: string): Promise<void> {
  if (context.get('caller').kind !== 'administrator')
    throw forbidden('Only administrators may unload a room: this needs the key of the API.');
  await rooms.end(await visibleRoom(context, rooms, name));
}

async function deleteRoom(context: Context<ApiEnv>, rooms: Rooms, name: string): Promise<void> {
  const isByUser = context.get('caller').kind === 'user';
  if (isByUser) accountOf(context);
  const host = await visibleRoom(context, rooms, name);
  if (host.isTemporary)
    throw new ApiError(
      400,
      'BadApiArgumentException',
      'This room is temporary: it goes when nobody is in it.',
    );
  if (isByUser) refuseOthers(context, host);
  if (!(await rooms.delete(host))) throw unavailable();
}

function refuseOthers(context: Context<ApiEnv>, host: RoomHost): void {
  if (!host.isOwnedBy(userOf(context))) throw forbidden('Only its owner may delete a room.');
}

const forbidden = (message: string) => new ApiError(403, 'PermissionDeniedException', message);
