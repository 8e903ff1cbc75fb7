import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { RequestType } from '@usher/protocol';
import type { Rooms } from '../rooms/rooms.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params } from './open-room.ts';
import { body, done, json, refusals } from './route-parts.ts';

/** As clients have heard it; which event is meant is all that is read of it (ROM-24). */
const event = z.looseObject({ request: z.looseObject({ type: z.number() }) });

const undo = createRoute({
  method: 'post',
  path: '/room/{name}/undo',
  summary: 'Undoes an event that the room remembers, in the name of the caller’s client in the room',
  request: { params, ...body(z.object({ data: z.object({ event }) })) },
  responses: { 200: json('Undone', done), ...refusals },
});

/** Undo over HTTP (API-20). */
export function undoRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  return routes.openapi(undo, async (context) => {
    const { data } = context.req.valid('json');
    const { name } = context.req.valid('param');
    await callRoom(context, rooms, name, { type: RequestType.Undo, event: data.event });
    return context.json({ success: true as const }, 200);
  });
}
