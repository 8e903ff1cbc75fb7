import { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from '@usher/kit/runtime';
import { bodyLimit } from 'hono/body-limit';
import type { Registry } from 'prom-client';
import type { Rooms } from '../rooms/rooms.ts';
import type { Sessions } from '../store/sessions.ts';
import { ApiError, respondWithError } from './api-error.ts';
import { authenticate } from './authentication.ts';
import { authRoutes } from './auth-routes.ts';
import { roomRoutes } from './room-routes.ts';
import { statusRoutes } from './status-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

export interface ApiOptions {
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly metrics: Registry;
  readonly apiKey: string;
  /** Begins and ends with a slash. */
  readonly baseUrl: string;
  readonly log: Logger;
}

/** The HTTP API (spec 4). */
export function createApi({ rooms, sessions, metrics, apiKey, baseUrl, log }: ApiOptions): OpenAPIHono {
  const api = new OpenAPIHono().basePath(`${baseUrl}api`);
  api.onError((error, context) => respondWithError(error, context, log));
  api.notFound((context) => {
    return respondWithError(new ApiError(404, 'NotFound', 'The API has no such endpoint.'), context, log);
  });
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: refuseTooLarge }));
  api.use('/room/*', authenticate(sessions, apiKey));

  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  api.route('/', authRoutes(sessions));
  api.route('/', statusRoutes(metrics, apiKey));
  api.route('/', roomRoutes(rooms));
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Usher', version: '0.1.0', description: 'Rooms in which people watch videos together' },
    security: [{ token: [] }],
  });
  return api;
}

function refuseTooLarge(): never {
  throw new ApiError(413, 'BadApiArgumentException', 'The body of the request is too large.');
}
