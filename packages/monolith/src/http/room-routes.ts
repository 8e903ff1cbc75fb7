import { randomUUID } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { RequestType, roomKey, type RoomKey, type RoomMetadata } from '@usher/protocol';
import type { NewRoom } from '../core/room/room-io.ts';
import type { RoomHost } from '../rooms/room-host.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { ApiError, errorBody, misdirected, refuseInvalid, roomNotFound, unavailable } from './api-error.ts';
import { userOf, type ApiEnv } from './authentication.ts';
import { generatedRoomBody, newRoomBody, roomChange, roomListItem, roomView } from './room-schemas.ts';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});
const refusals = { '4XX': json('Refused', errorBody), '5XX': json('Failed', errorBody) };
const params = z.object({ name: z.string().openapi({ example: 'lounge' }) });
const done = z.object({ success: z.literal(true) });

const list = createRoute({
  method: 'get',
  path: '/room/list',
  summary: 'Public rooms, those with most users first',
  responses: { 200: json('The rooms', z.array(roomListItem)), ...refusals },
});

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
  summary: 'A new room',
  request: body(newRoomBody),
  responses: { 201: json('Created', done), ...refusals },
});

const read = createRoute({
  method: 'get',
  path: '/room/{name}',
  summary: 'A room as it is now',
  request: { params },
  responses: { 200: json('The room', roomView), ...refusals },
});

const change = createRoute({
  method: 'patch',
  path: '/room/{name}',
  summary: 'Changes settings, or claims a room that has no owner',
  request: { params, ...body(roomChange) },
  responses: { 200: json('Changed', done), ...refusals },
});

/** Rooms over HTTP (API-20). Creating one only writes it down; it is owned when it is first loaded (OWN-2). */
export function roomRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(list, (context) => {
    const sees = context.get('caller').kind === 'administrator' ? () => true : isPublic;
    const listed = [...rooms.loaded()].map(({ metadata }) => metadata).filter(sees);
    return context.json(listed.toSorted(byUsersThenName), 200);
  });

  routes.openapi(generate, async (context) => {
    const room = randomUUID();
    const { autoSkipSegmentCategories } = context.req.valid('json');
    const { userId: owner } = userOf(context);
    const settings = autoSkipSegmentCategories === undefined ? {} : { autoSkipSegmentCategories };
    await createRoom(rooms, { name: room, isTemporary: true, visibility: 'unlisted', owner, ...settings });
    return context.json({ success: true as const, room }, 201);
  });

  routes.openapi(create, async (context) => {
    const wanted = context.req.valid('json');
    if (!wanted.isTemporary) {
      throw new ApiError(
        403,
        'FeatureDisabledException',
        'Permanent rooms are not available on this server.',
      );
    }
    await createRoom(rooms, { ...wanted, owner: userOf(context).userId });
    return context.json({ success: true as const }, 201);
  });

  routes.openapi(read, async (context) => {
    const host = await hostOf(rooms, context.req.valid('param').name);
    return context.json(host.view(), 200);
  });

  routes.openapi(change, async (context) => {
    const user = userOf(context);
    const wanted = context.req.valid('json');
    const host = await hostOf(rooms, context.req.valid('param').name);
    const request =
      'claim' in wanted
        ? ({ type: 'claim' } as const)
        : ({ type: RequestType.ApplySettings, settings: wanted } as const);
    const error = await host.call(user, request);
    if (error !== null) throw new ApiError(400, error.code, error.message);
    return context.json({ success: true as const }, 200);
  });

  return routes;
}

async function createRoom(rooms: Rooms, room: NewRoom): Promise<void> {
  const isFree = await rooms.create(keyOf(room.name), room);
  if (!isFree) throw new ApiError(400, 'RoomNameTakenException', 'A room of this name exists already.');
}

async function hostOf(rooms: Rooms, name: string): Promise<RoomHost> {
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

function keyOf(name: string): RoomKey {
  const key = roomKey(name);
  if (key === null) throw roomNotFound();
  return key;
}

const isPublic = ({ visibility }: RoomMetadata): boolean => visibility === 'public';

const byUsersThenName = (a: RoomMetadata, b: RoomMetadata): number =>
  (b.users ?? 0) - (a.users ?? 0) || a.name.localeCompare(b.name);
