import type { Clock } from '@usher/kit';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';

/** @param seconds until the response's headers */
export type Answered = (route: string, status: number, seconds: number) => void;

/** Tells of every request of the API which route answered it, such as `GET /api/room/:name`: never a path, which names a room. */
export function measured(answered: Answered, clock: Clock): MiddlewareHandler {
  return async (context, next) => {
    const arrivedAt = clock.now();
    await next();
    const method = context.req.method === 'HEAD' ? 'GET' : context.req.method;
    const route = matchedRoutes(context).findLast((matched) => matched.method === method);
    const name = route === undefined ? 'none' : `${method} ${route.path}`;
    answered(name, context.res.status, (clock.now() - arrivedAt) / 1000);
  };
}
