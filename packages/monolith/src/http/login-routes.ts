import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Account } from '../store/account-table.ts';
import { sessionIdOf } from '../store/sessions.ts';
import { conflict, verified } from './account-refusals.ts';
import { ApiError, refuseInvalid } from './api-error.ts';
import { userCallerOf, userOf, type ApiEnv } from './authentication.ts';
import { body, done, json, refusals } from './route-parts.ts';
import { setTokenCookie } from './token-cookie.ts';
import { loggedInView, loginBody, registerBody } from './user-schemas.ts';
import type { UserStores } from './user-stores.ts';

const register = createRoute({
  method: 'post',
  path: '/user/register',
  summary: 'A new account, which is then logged in',
  request: body(registerBody),
  responses: { 201: json('Registered', loggedInView), ...refusals },
});

const login = createRoute({
  method: 'post',
  path: '/user/login',
  summary: 'Logs in by name or address; a bearer token stays valid, a cookie is replaced',
  request: body(loginBody),
  responses: { 200: json('Logged in', loggedInView), ...refusals },
});

const logout = createRoute({
  method: 'post',
  path: '/user/logout',
  summary: 'Makes the session anonymous again',
  responses: { 200: json('Logged out', done), ...refusals },
});

/** Accounts come to sessions and go (API-1, API-20). */
export function loginRoutes({ accounts, sessions, visits }: UserStores): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(register, async (context) => {
    userOf(context);
    const { username, password, email = null } = context.req.valid('json');
    const account = await accounts.register({ name: username, password, email });
    if (typeof account === 'string') throw conflict(account);
    return context.json(await logIn(context, account), 201);
  });

  routes.openapi(login, async (context) => {
    userOf(context);
    const { password, ...who } = context.req.valid('json');
    const account = verified(await accounts.logIn(who, password), wrongLogin());
    return context.json(await logIn(context, account), 200);
  });

  routes.openapi(logout, async (context) => {
    const { user, token } = userCallerOf(context);
    if (user.isLoggedIn) await sessions.logOut(user.sessionId);
    setTokenCookie(context, token, false);
    visits.sessionChanged(user.sessionId);
    return context.json({ success: true as const }, 200);
  });

  return routes;

  /**
   * A cookie may have been planted by somebody who knows its token, so the account goes to a new session. A bearer token cannot be planted, and
   * clients go on with it.
   */
  async function logIn(context: Context<ApiEnv>, account: Account) {
    const { user, token, isByCookie } = userCallerOf(context);
    const own = isByCookie ? await sessions.grant() : token;
    if (!(await sessions.logIn(sessionIdOf(own), account))) throw wrongLogin();
    if (isByCookie && user.isLoggedIn) await sessions.logOut(user.sessionId);
    setTokenCookie(context, own, true);
    visits.sessionChanged(user.sessionId);
    return { success: true as const, user: { email: account.email, username: account.name } };
  }
}

const wrongLogin = () => new ApiError(401, 'InvalidCredentials', 'The name, or the password, is wrong.');
