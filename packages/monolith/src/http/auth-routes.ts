import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { setCookie } from 'hono/cookie';
import type { Sessions } from '../store/sessions.ts';
import { bearerOf } from './authentication.ts';

const TWO_WEEKS_SECONDS = 14 * 86_400;

const grant = createRoute({
  method: 'get',
  path: '/auth/grant',
  summary: 'A token for a new anonymous session, or the valid bearer token of the request',
  security: [],
  responses: {
    200: {
      description: 'The token',
      content: { 'application/json': { schema: z.object({ token: z.string() }) } },
    },
  },
});

/** API-1 */
export function authRoutes(sessions: Sessions): OpenAPIHono {
  return new OpenAPIHono().openapi(grant, async (context) => {
    const bearer = bearerOf(context);
    const isKnown = bearer !== null && (await sessions.find(bearer)) !== null;
    const token = isKnown ? bearer : await sessions.grant();
    const protocol = context.req.header('X-Forwarded-Proto') ?? new URL(context.req.url).protocol;
    setCookie(context, 'token', token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: protocol.startsWith('https'),
      maxAge: TWO_WEEKS_SECONDS,
    });
    context.header('Cache-Control', 'no-store');
    return context.json({ token }, 200);
  });
}
