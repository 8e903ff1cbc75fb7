import { randomUUID } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { NewRoom, RoomUser } from '../core/room/room-io.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { ApiError, refuseInvalid } from './api-error.ts';
import { userOf, type ApiEnv } from './authentication.ts';
import { keyOf } from './open-room.ts';
import { generatedRoomBody, newRoomBody } from './room-schemas.ts';
import { body, done, json, refusals } from './route-parts.ts';

const generate = createRoute({
  method: 'post',
  path: '/room/generate',
  summary: 'A new temporary room, not listed, with a name that nobody guesses',
  request: { body: { content: { 'application/json': { schema: generatedRoomBody } } } },
  responses: { 201: json('Its name', done.extend({ room: z.string() })), ...refusals },
});

const create = createRoute({
  method: 'post',
  path: '/room/create',
  summary: 'A new room; one that is not temporary stays until its owner deletes it',
  request: body(newRoomBody),
  responses: { 201: json('Created', done), ...refusals },
});

/** New rooms over HTTP (API-20). Creating one only writes it down; it is owned when it is first loaded (OWN-2). */
export function roomCreationRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(generate, async (context) => {
    const room = randomUUID();
    const { autoSkipSegmentCategories } = context.req.valid('json');
    const creator = userOf(context);
    const settings = autoSkipSegmentCategories === undefined ? {} : { autoSkipSegmentCategories };
    const unlisted = { name: room, isTemporary: true, visibility: 'unlisted' } as const;
    await createRoom(rooms, { ...unlisted, ...madeBy(creator), ...settings });
    return context.json({ success: true as const, room }, 201);
  });

  routes.openapi(create, async (context) => {
    const wanted = context.req.valid('json');
    await createRoom(rooms, { ...wanted, ...madeBy(userOf(context)) });
    return context.json({ success: true as const }, 201);
  });

  return routes;
}

async function createRoom(rooms: Rooms, room: NewRoom): Promise<void> {
  const isFree = await rooms.create(keyOf(room.name), room);
  if (!isFree) throw new ApiError(400, 'RoomNameTakenException', 'A room of this name exists already.');
}

/** Whose the new room is; whoever made it may always enter it (ROM-2, ROM-35). */
const madeBy = ({ userId: owner, sessionId: creatorSession }: RoomUser) => ({ owner, creatorSession });
