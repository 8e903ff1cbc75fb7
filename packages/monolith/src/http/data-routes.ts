import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { addressBlock } from '@usher/client-gate';
import { queueItem, videoId } from '@usher/protocol/schemas';
import { MediaError } from '../media/media-error.ts';
import type { MediaResolver } from '../media/media-resolver.ts';
import { refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { refusalOf } from './room-error.ts';
import { done, json, refusals } from './route-parts.ts';

const previewAdd = createRoute({
  method: 'get',
  path: '/data/previewAdd',
  summary: 'What a link stands for, or what a search finds',
  security: [],
  request: {
    query: z.object({
      // Checked where it is read: what is wrong with it has a name of its own (API-10).
      input: z.string().default('').openapi({ example: 'https://youtu.be/dQw4w9WgXcQ?t=42' }),
    }),
  },
  responses: {
    200: json(
      'The videos; `highlighted` is the one among them that the link names',
      done.extend({ result: z.array(queueItem), highlighted: videoId.optional() }),
    ),
    ...refusals,
  },
});

/** What anyone may ask without a token (API-2). Lookups that wait are counted by address (MED-2). */
export function dataRoutes(media: MediaResolver): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  return routes.openapi(previewAdd, async (context) => {
    const by = `address ${addressBlock(context.get('client').address)}`;
    const { signal } = context.req.raw;
    const preview = await media.preview(context.req.valid('query').input, { by, signal }).catch(refuse);
    context.header('Cache-Control', 'public, max-age=3600');
    const { videos, highlighted } = preview;
    return context.json(
      { success: true as const, result: [...videos], ...(highlighted !== undefined && { highlighted }) },
      200,
    );
  });
}

function refuse(error: unknown): never {
  throw error instanceof MediaError ? refusalOf(error.toRoomError()) : error;
}
