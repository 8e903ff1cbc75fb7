import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { conflict } from './account-refusals.ts';
import { accountRoutes } from './account-routes.ts';
import { refuseInvalid } from './api-error.ts';
import { userOf, type ApiEnv } from './authentication.ts';
import { loginRoutes } from './login-routes.ts';
import { body, done, json, refusals } from './route-parts.ts';
import { usernameBody, userView } from './user-schemas.ts';
import type { UserStores } from './user-stores.ts';

const read = createRoute({
  method: 'get',
  path: '/user',
  summary: 'Who the token stands for',
  responses: { 200: json('The user', userView), ...refusals },
});

const rename = createRoute({
  method: 'post',
  path: '/user',
  summary: 'Another name, also for the account if one is logged in',
  request: body(usernameBody),
  responses: { 200: json('Changed', done), ...refusals },
});

/** Who somebody is, over HTTP (API-20, WEB-18). */
export function userRoutes(stores: UserStores): OpenAPIHono<ApiEnv> {
  const { accounts, sessions, visits } = stores;
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  routes.use('/user/*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });

  routes.openapi(read, (context) => {
    const { name, isLoggedIn } = userOf(context);
    return context.json({ username: name, loggedIn: isLoggedIn, discordLinked: false as const }, 200);
  });

  routes.openapi(rename, async (context) => {
    const { userId, sessionId } = userOf(context);
    const { username } = context.req.valid('json');
    if (userId === null) {
      if (await accounts.isNameTaken(username)) throw conflict('name-taken');
      await sessions.rename(sessionId, username);
      visits.sessionChanged(sessionId);
    } else {
      const taken = await accounts.rename(userId, username);
      if (taken !== null) throw conflict(taken);
      visits.accountChanged(userId);
    }
    return context.json({ success: true as const }, 200);
  });

  routes.route('/', loginRoutes(stores));
  routes.route('/', accountRoutes(stores));
  return routes;
}
