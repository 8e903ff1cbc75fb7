import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { RequestType, type RoomMetadata } from '@usher/protocol';
import type { Rooms } from '../rooms/rooms.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params, visibleRoom } from './open-room.ts';
import { roomChange, roomListItem, roomView } from './room-schemas.ts';
import { body, done, json, refusals } from './route-parts.ts';

const list = createRoute({
  method: 'get',
  path: '/room/list',
  summary: 'Public rooms, those with most users first',
  responses: { 200: json('The rooms', z.array(roomListItem)), ...refusals },
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

/** Rooms over HTTP (API-20). */
export function roomRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(list, (context) => {
    const sees = context.get('caller').kind === 'administrator' ? () => true : isPublic;
    const listed = [...rooms.loaded()].map(({ metadata }) => metadata).filter(sees);
    return context.json(listed.toSorted(byUsersThenName), 200);
  });

  routes.openapi(read, async (context) => {
    const host = await visibleRoom(context, rooms, context.req.valid('param').name);
    const caller = context.get('caller');
    return context.json(host.view(caller.kind === 'user' ? caller.user : 'administrator'), 200);
  });

  routes.openapi(change, async (context) => {
    const wanted = context.req.valid('json');
    const request =
      'claim' in wanted
        ? ({ type: 'claim' } as const)
        : ({ type: RequestType.ApplySettings, settings: wanted } as const);
    await callRoom(context, rooms, context.req.valid('param').name, request);
    return context.json({ success: true as const }, 200);
  });

  return routes;
}

const isPublic = ({ visibility }: RoomMetadata): boolean => visibility === 'public';

const byUsersThenName = (a: RoomMetadata, b: RoomMetadata): number =>
  (b.users ?? 0) - (a.users ?? 0) || a.name.localeCompare(b.name);
