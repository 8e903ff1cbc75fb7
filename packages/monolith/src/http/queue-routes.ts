import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LIMITS, RequestType } from '@usher/protocol';
import { itemUpdate, videoAdd, videoId } from '@usher/protocol/schemas';
import type { Rooms } from '../rooms/rooms.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { callRoom, roomParams as params } from './open-room.ts';
import { body, done, json, refusals } from './route-parts.ts';

const path = '/room/{name}/queue';
const video = z.object(videoAdd.shape);

const wantedVideos = z.union([
  video,
  z.object({ videos: z.array(video).min(1).max(LIMITS.queueLengthMax) }),
  z.object({ url: z.string().min(1).max(2048) }),
]);

const add = createRoute({
  method: 'post',
  path,
  summary: 'Adds a video, several, or what a link stands for; answers when they are queued',
  request: { params, ...body(wantedVideos) },
  responses: { 200: json('Queued', done), ...refusals },
});

const edit = createRoute({
  method: 'patch',
  path,
  summary: 'Changes where a queued video starts and ends, and its subtitles',
  request: { params, ...body(z.object({ ...videoId.shape, ...itemUpdate.shape })) },
  responses: { 200: json('Changed', done), ...refusals },
});

const remove = createRoute({
  method: 'delete',
  path,
  summary: 'Takes a video out of the queue',
  request: { params, ...body(z.object(videoId.shape)) },
  responses: { 200: json('Removed', done), ...refusals },
});

/** A room's queue over HTTP (API-20). */
export function queueRoutes(rooms: Rooms): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(add, async (context) => {
    const wanted = context.req.valid('json');
    const what = 'service' in wanted ? { video: wanted } : wanted;
    await callRoom(context, rooms, context.req.valid('param').name, { type: RequestType.Add, ...what });
    return context.json({ success: true as const }, 200);
  });

  routes.openapi(edit, async (context) => {
    const { service, id, ...update } = context.req.valid('json');
    const request = { type: RequestType.UpdateQueueItem, video: { service, id }, update };
    await callRoom(context, rooms, context.req.valid('param').name, request);
    return context.json({ success: true as const }, 200);
  });

  routes.openapi(remove, async (context) => {
    const request = { type: RequestType.Remove, video: context.req.valid('json') };
    await callRoom(context, rooms, context.req.valid('param').name, request);
    return context.json({ success: true as const }, 200);
  });

  return routes;
}
