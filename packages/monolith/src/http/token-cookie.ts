import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { ApiEnv } from './authentication.ts';
import { SESSION_TTL_MS } from '../store/sessions.ts';

/** Gives a browser its session's token, which no script can read; it is kept as long as the session lives (API-1). */
export function setTokenCookie(context: Context<ApiEnv>, token: string, isLoggedIn: boolean): void {
  setCookie(context, 'token', token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: context.get('client').isEncrypted,
    maxAge: (isLoggedIn ? SESSION_TTL_MS.loggedIn : SESSION_TTL_MS.anonymous) / 1000,
  });
}
