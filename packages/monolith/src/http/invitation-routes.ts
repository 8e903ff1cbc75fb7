import { randomBytes } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Rooms } from '../rooms/rooms.ts';
import { sha256 } from '../store/sha256.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params } from './open-room.ts';
import { body, done, json, refusals } from './route-parts.ts';

const CODE_BYTES = 24;

const code = z.string().min(1).max(256);

const invite = createRoute({
  method: 'post',
  path: '/room/{name}/invite',
  summary: 'A new invitation, for the owner, administrators and moderators; it counts for 30 days',
  request: { params },
  responses: { 201: json('Its code', done.extend({ invite: code })), ...refusals },
});

const redeem = createRoute({
  method: 'post',
  path: '/room/{name}/redeem',
  summary: 'From now on the caller may enter the room, while it is private',
  request: { params, ...body(z.object({ invite: code })) },
  responses: { 200: json('Invited', done), ...refusals },
});

/** Invitations to private rooms (ROM-35). Their codes are stored nowhere. */
export function invitationRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(invite, async (context) => {
    const made = randomBytes(CODE_BYTES).toString('base64url');
    const { name } = context.req.valid('param');
    await callRoom(context, rooms, name, { type: 'invite', hash: sha256(made) });
    context.header('Cache-Control', 'no-store');
    return context.json({ success: true as const, invite: made }, 201);
  });

  routes.openapi(redeem, async (context) => {
    const shown = context.req.valid('json').invite;
    const { name } = context.req.valid('param');
    await callRoom(context, rooms, name, { type: 'redeem', hash: sha256(shown) });
    return context.json({ success: true as const }, 200);
  });

  return routes;
}
