import { equalInConstantTime } from '@usher/kit/runtime';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { RoomUser } from '../core/room/room-io.ts';
import type { Sessions } from '../store/sessions.ts';
import { ApiError, notLoggedIn } from './api-error.ts';
import type { Client } from './client-address.ts';

/** Who makes a request (API-2). */
type Caller = { readonly kind: 'administrator' } | UserCaller;

interface UserCaller {
  readonly kind: 'user';
  readonly user: RoomUser;
  readonly token: string;
  /** Whether a browser sent it along by itself. */
  readonly isByCookie: boolean;
}

export interface ApiEnv {
  /** `peer`: the address that the request came from, perhaps a proxy's. */
  Bindings: { peer: string };
  Variables: { caller: Caller; client: Client };
}

/** The administrators' key as it is now: it can be changed while running. Empty: nobody is one. */
export type ApiKey = () => string;

/** Lets through who shows a token or the administrators' key (API-2). */
export function authenticate(sessions: Sessions, apiKey: ApiKey): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    context.set('caller', await callerOf(context, sessions, apiKey()));
    await next();
  };
}

/** The user behind a request that only a user can make. */
export const userOf = (context: Context<ApiEnv>): RoomUser => userCallerOf(context).user;

/** The account behind a request that only somebody who is logged in can make. */
export function accountOf(context: Context<ApiEnv>): number {
  const { userId } = userOf(context);
  if (userId === null) throw notLoggedIn();
  return userId;
}

/** As `userOf`, with how the user came. */
export function userCallerOf(context: Context<ApiEnv>): UserCaller {
  const caller = context.get('caller');
  if (caller.kind === 'user') return caller;
  throw new ApiError(400, 'MissingToken', 'This is done in the name of a user: a token is needed.');
}

export function bearerOf(context: Context): string | null {
  return /^bearer (.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1] ?? null;
}

/** Compared in constant time; without a configured key nobody is an administrator. */
function isApiKey(given: string | null | undefined, apiKey: string): boolean {
  if (apiKey === '' || given === null || given === undefined) return false;
  return equalInConstantTime(given, apiKey);
}

/** Whether it shows the administrators' key, in whichever header. */
export const hasApiKey = (context: Context, apiKey: string): boolean =>
  isApiKey(context.req.header('apikey'), apiKey) || isApiKey(bearerOf(context), apiKey);

async function callerOf(context: Context, sessions: Sessions, apiKey: string): Promise<Caller> {
  if (isApiKey(context.req.header('apikey'), apiKey)) return { kind: 'administrator' };
  const bearer = bearerOf(context);
  const token = bearer ?? getCookie(context, 'token');
  if (token === undefined && context.req.header('apikey') !== undefined)
    throw new ApiError(401, 'MissingToken', 'This is not the key of the administrators.');
  if (token === undefined)
    throw new ApiError(400, 'MissingToken', 'A token is needed: see GET /api/auth/grant.');
  if (bearer === null) refuseOtherSites(context);
  const user = await sessions.find(token);
  if (user === null) throw new ApiError(401, 'MissingToken', 'The token is not known, or has expired.');
  return { kind: 'user', user, token, isByCookie: bearer === null };
}

/** A browser sends the cookie along whoever asks it to; only our own pages may change something with it (API-2). */
function refuseOtherSites(context: Context): void {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return;
  const site = context.req.header('Sec-Fetch-Site');
  const origin = URL.parse(context.req.header('Origin') ?? '');
  const isOwn = site === undefined ? origin?.host === context.req.header('Host') : site === 'same-origin';
  if (!isOwn)
    throw new ApiError(403, 'CrossOriginRequest', 'Requests from other sites cannot change anything here.');
}
