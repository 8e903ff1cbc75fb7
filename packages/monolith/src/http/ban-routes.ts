import { randomUUID } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Rooms } from '../rooms/rooms.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params } from './open-room.ts';
import { body, done, json, refusals } from './route-parts.ts';

const path = '/room/{name}/ban';
const client = { clientId: z.string().min(1).max(128) };
const account = { userId: z.int() };
const address = z.boolean().default(false);

const ban = createRoute({
  method: 'post',
  path,
  summary: 'Bans a client of the room or an account, and if asked for, the address of their clients, too',
  request: {
    params,
    ...body(z.union([z.strictObject({ ...client, address }), z.strictObject({ ...account, address })])),
  },
  responses: { 200: json('Banned', done), ...refusals },
});

const unban = createRoute({
  method: 'delete',
  path,
  summary: 'Lifts a ban: as it was made, or by its id in the list of bans',
  request: {
    params,
    ...body(
      z.union([
        z.strictObject(client),
        z.strictObject(account),
        z.strictObject({ banId: z.string().min(1).max(128) }),
      ]),
    ),
  },
  responses: { 200: json('Lifted', done), ...refusals },
});

/** Bans (ROM-34). */
export function banRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(ban, async (context) => {
    const { address: withAddress, ...target } = context.req.valid('json');
    const request = { type: 'ban', id: randomUUID(), target, address: withAddress } as const;
    await callRoom(context, rooms, context.req.valid('param').name, request);
    return context.json({ success: true as const }, 200);
  });

  routes.openapi(unban, async (context) => {
    const request = { type: 'unban', name: context.req.valid('json') } as const;
    await callRoom(context, rooms, context.req.valid('param').name, request);
    return context.json({ success: true as const }, 200);
  });

  return routes;
}
