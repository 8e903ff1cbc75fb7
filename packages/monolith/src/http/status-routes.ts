import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Registry } from 'prom-client';
import { ApiError } from './api-error.ts';
import { hasApiKey, type ApiKey } from './authentication.ts';
import type { Readiness } from './readiness.ts';
import { json, refusals } from './route-parts.ts';

const status = createRoute({
  method: 'get',
  path: '/status',
  summary: 'Whether this server is up',
  security: [],
  responses: { 200: json('It is', z.object({ status: z.literal('ok') })) },
});

const ready = createRoute({
  method: 'get',
  path: '/status/ready',
  summary: 'Whether this server can take rooms',
  description: 'It is not stopping, and both stores answer. Else 503 `NotReady`, and the message says why.',
  security: [],
  responses: { 200: json('It can', z.object({ status: z.literal('ready') })), ...refusals },
});

const metricsText = createRoute({
  method: 'get',
  path: '/status/metrics',
  summary: 'Metrics for Prometheus',
  security: [{ apikey: [] }],
  responses: {
    200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
    ...refusals,
  },
});

/** What operators ask: health and readiness for anyone, metrics for who has the key. */
export function statusRoutes({
  metrics,
  apiKey,
  readiness,
}: {
  metrics: Registry;
  apiKey: ApiKey;
  readiness: Readiness;
}): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openapi(status, (context) => context.json({ status: 'ok' as const }, 200));

  routes.openapi(ready, async (context) => {
    const problem = await readiness.problem();
    if (problem !== null) throw new ApiError(503, 'NotReady', problem, { 'Retry-After': '1' });
    return context.json({ status: 'ready' as const }, 200, { 'Cache-Control': 'no-store' });
  });

  routes.openapi(metricsText, async (context) => {
    if (!hasApiKey(context, apiKey()))
      throw new ApiError(401, 'MissingToken', 'Metrics are for who has the key of the API.');
    return context.text(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType });
  });
  return routes;
}
