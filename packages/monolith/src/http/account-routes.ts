import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Account } from '../store/account-table.ts';
import { conflict, verified } from './account-refusals.ts';
import { ApiError, notLoggedIn, refuseInvalid } from './api-error.ts';
import { accountOf as accountIdOf, userOf, type ApiEnv } from './authentication.ts';
import { body, done, json, refusals } from './route-parts.ts';
import { accountChange, accountView } from './user-schemas.ts';
import type { UserStores } from './user-stores.ts';

const read = createRoute({
  method: 'get',
  path: '/user/account',
  summary: 'The account that is logged in',
  responses: { 200: json('The account', accountView), ...refusals },
});

const change = createRoute({
  method: 'patch',
  path: '/user/account',
  summary: 'Another address or password; a new password ends the account’s other sessions',
  request: body(accountChange),
  responses: { 200: json('Changed', done), ...refusals },
});

/** What only its owner sees and changes of an account (API-20). */
export function accountRoutes({ accounts, sessions, visits }: UserStores): OpenAPIHono<ApiEnv> {
  const routes = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  routes.openapi(read, async (context) => {
    const { name, email, passwordHash } = await accountOf(context);
    const view = { username: name, email, discordLinked: false, hasPassword: passwordHash !== null } as const;
    return context.json({ success: true as const, ...view }, 200);
  });

  routes.openapi(change, async (context) => {
    const account = await accountOf(context);
    const { currentPassword, newPassword, ...wanted } = context.req.valid('json');
    if (newPassword !== undefined || currentPassword !== undefined) await prove(account, currentPassword);
    const password = newPassword === undefined ? {} : { password: newPassword };
    const taken = await accounts.change(account.id, { ...wanted, ...password });
    if (taken !== null) throw conflict(taken);
    if (newPassword !== undefined) {
      await sessions.endOthers(account.id, userOf(context).sessionId);
      visits.accountChanged(account.id);
    }
    return context.json({ success: true as const }, 200);
  });

  return routes;

  async function accountOf(context: Context<ApiEnv>): Promise<Account> {
    const account = await accounts.find(accountIdOf(context));
    if (account === null) throw notLoggedIn();
    return account;
  }

  /** An account that has a password gets another one only with it. */
  async function prove({ id, passwordHash }: Account, currentPassword: string | undefined): Promise<void> {
    if (passwordHash === null) return;
    if (currentPassword === undefined)
      throw new ApiError(400, 'BadApiArgumentException', 'A new password needs currentPassword, too.');
    verified(await accounts.verify(id, currentPassword), wrongPassword());
  }
}

const wrongPassword = () => new ApiError(400, 'InvalidCredentials', 'The current password is wrong.');
