import type { Context, Env, Hono } from 'hono';
import { ApiError } from './api-error.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Says what can be done at a path. Other sites get no permission by it: there is no CORS here. */
export function answerOptions<E extends Env>(api: Hono<E>, context: Context<E>): Response {
  const allowed = allowedAt(api, context.req.path);
  if (allowed === null) throw noSuchEndpoint();
  return context.body(null, 204, { Allow: allowed });
}

/** What no route has taken: the path is wrong, or only the method. */
export function notRouted<E extends Env>(api: Hono<E>, { req }: Context<E>): ApiError {
  const allowed = allowedAt(api, req.path);
  if (allowed === null) return noSuchEndpoint();
  return new ApiError(405, 'MethodNotAllowed', `Only ${allowed} here.`, { Allow: allowed });
}

const noSuchEndpoint = () => new ApiError(404, 'NotFound', 'The API has no such endpoint.');

/** `null`: there is nothing. What is there for all methods are not routes, but checks that come before them. */
function allowedAt<E extends Env>(api: Hono<E>, path: string): string | null {
  const isRouted = (method: string) =>
    api.router.match(method, path)[0].some(([[, route]]) => route.method === method);
  const methods = METHODS.filter(isRouted);
  if (methods.length === 0) return null;
  const withHead = methods.includes('GET') ? ['HEAD', ...methods] : methods;
  return [...withHead, 'OPTIONS'].join(', ');
}
