import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Registry } from 'prom-client';
import { ApiError } from './api-error.ts';
import { bearerOf, isApiKey } from './authentication.ts';

const status = createRoute({
  method: 'get',
  path: '/status',
  summary: 'Whether this server is up',
  security: [],
  responses: {
    200: {
      description: 'It is',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } },
    },
  },
});

/** What operators ask: health for anyone, metrics for who has the key. */
export function statusRoutes(metrics: Registry, apiKey: string): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openapi(status, (context) => context.json({ status: 'ok' as const }, 200));
  routes.get('/status/metrics', async (context) => {
    const isAllowed = isApiKey(bearerOf(context), apiKey) || isApiKey(context.req.header('apikey'), apiKey);
    if (!isAllowed) throw new ApiError(401, 'MissingToken', 'Metrics are for who has the key of the API.');
    return context.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType });
  });
  return routes;
}
