import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Announcements } from '../rooms/announcements.ts';
import { ApiError, refuseInvalid } from './api-error.ts';
import type { ApiEnv } from './authentication.ts';
import { body, done, json, refusals } from './route-parts.ts';

const TEXT_CHARACTERS_MAX = 1000;

const announce = createRoute({
  method: 'post',
  path: '/announce',
  summary: 'Tells every client of the cluster something; for administrators',
  security: [{ apikey: [] }],
  request: body(z.object({ text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX) })),
  responses: { 200: json('Announced', done), ...refusals },
});

/** What is for everyone, in whichever room and on whichever Monolith (API-20). */
export function announceRoutes(announcements: Announcements): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  routes.use('/announce', async (context, next) => {
    if (context.get('caller').kind !== 'administrator')
      throw new ApiError(403, 'PermissionDeniedException', 'Only administrators can announce something.');
    await next();
  });
  return routes.openapi(announce, async (context) => {
    await announcements.post({ kind: 'announcement', text: context.req.valid('json').text });
    return context.json({ success: true as const }, 200);
  });
}
