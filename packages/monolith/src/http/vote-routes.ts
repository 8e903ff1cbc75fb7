import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { RequestType } from '@usher/protocol';
import { videoId } from '@usher/protocol/schemas';
import type { Rooms } from '../rooms/rooms.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params } from './open-room.ts';
import { body, done, json, refusals } from './route-parts.ts';

const path = '/room/{name}/vote';
const request = { params, ...body(z.object(videoId.shape)) };

const vote = createRoute({
  method: 'post',
  path,
  summary: 'Votes for a queued video, in the name of the caller’s client in the room',
  request,
  responses: { 200: json('Voted', done), ...refusals },
});

const unvote = createRoute({
  method: 'delete',
  path,
  summary: 'Takes a vote back',
  request,
  responses: { 200: json('Taken back', done), ...refusals },
});

/** Votes over HTTP (API-20). */
export function voteRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(vote, async (context) => {
    const video = context.req.valid('json');
    const { name } = context.req.valid('param');
    await callRoom(context, rooms, name, { type: RequestType.Vote, video, add: true });
    return context.json({ success: true as const }, 200);
  });

  routes.openapi(unvote, async (context) => {
    const video = context.req.valid('json');
    const { name } = context.req.valid('param');
    await callRoom(context, rooms, name, { type: RequestType.Vote, video, add: false });
    return context.json({ success: true as const }, 200);
  });

  return routes;
}
