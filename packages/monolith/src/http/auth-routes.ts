import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Sessions } from '../store/sessions.ts';
import { bearerOf, type ApiEnv } from './authentication.ts';
import { json, refusals } from './route-parts.ts';
import { setTokenCookie } from './token-cookie.ts';

const grant = createRoute({
  method: 'get',
  path: '/auth/grant',
  summary: 'A token for a new anonymous session, or the valid bearer token of the request',
  security: [],
  responses: {
    200: json('The token', z.object({ token: z.string() })),
    ...refusals,
  },
});

/** API-1 */
export function authRoutes(sessions: Sessions): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>().openapi(grant, async (context) => {
    const bearer = bearerOf(context);
    const user = bearer === null ? null : await sessions.find(bearer);
    const token = bearer !== null && user !== null ? bearer : await sessions.grant();
    setTokenCookie(context, token, user?.isLoggedIn ?? false);
    context.header('Cache-Control', 'no-store');
    return context.json({ token }, 200);
  });
}
