import { OpenAPIHono } from '@hono/zod-openapi';
import type { TrustedProxies } from '@usher/client-gate';
import { realClock, type Logger } from '@usher/kit/runtime';
import { bodyLimit } from 'hono/body-limit';
import type { Registry } from 'prom-client';
import type { MediaResolver } from '../media/media-resolver.ts';
import type { Announcements } from '../rooms/announcements.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { UserChanges } from '../rooms/user-changes.ts';
import type { Visits } from '../rooms/visits.ts';
import type { Accounts } from '../store/accounts.ts';
import type { PermanentRooms } from '../store/permanent-rooms.ts';
import type { Sessions } from '../store/sessions.ts';
import { announceRoutes } from './announce-routes.ts';
import { ApiError, respondWithError } from './api-error.ts';
import { authenticate, type ApiEnv, type ApiKey } from './authentication.ts';
import { authRoutes } from './auth-routes.ts';
import { banRoutes } from './ban-routes.ts';
import { addDocs } from './docs-routes.ts';
import { identifyClient } from './client-address.ts';
import { dataRoutes } from './data-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { measured, type Answered } from './measured.ts';
import { answerOptions, notRouted } from './methods.ts';
import { ownedRoomsRoutes } from './owned-rooms-routes.ts';
import type { Readiness } from './readiness.ts';
import { queueRoutes } from './queue-routes.ts';
import { rateLimit, type RateLimitOptions } from './rate-limit.ts';
import { roomCreationRoutes } from './room-creation-routes.ts';
import { roomRemovalRoutes } from './room-removal-routes.ts';
import { roomRoutes } from './room-routes.ts';
import { statusRoutes } from './status-routes.ts';
import { undoRoutes } from './undo-routes.ts';
import { userRoutes } from './user-routes.ts';
import { voteRoutes } from './vote-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

export interface ApiOptions {
  readonly rooms: Rooms;
  readonly visits: Visits;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly permanentRooms: PermanentRooms;
  readonly media: MediaResolver;
  readonly metrics: Registry;
  readonly announcements: Announcements;
  readonly proxies: TrustedProxies;
  readonly limit: Pick<RateLimitOptions, 'points' | 'store' | 'refused' | 'log'>;
  readonly apiKey: ApiKey;
  readonly readiness: Readiness;
  readonly answered: Answered;
  /** Begins and ends with a slash. */
  readonly baseUrl: string;
  readonly log: Logger;
}

/** The HTTP API (spec 4). */
export function createApi(options: ApiOptions): OpenAPIHono<ApiEnv> {
  const { rooms, visits, sessions, accounts, permanentRooms, metrics, apiKey, baseUrl, log } = options;
  const basePath = `${baseUrl}api`;
  const api = new OpenAPIHono<ApiEnv>().basePath(basePath);
  api.onError((error, context) => respondWithError(error, context, log));
  api.notFound((context) => respondWithError(notRouted(api, context), context, log));
  api.options('*', (context) => answerOptions(api, context));
  api.use(measured(options.answered, realClock));
  api.use(identifyClient(options.proxies));
  api.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError: refuseTooLarge }));
  api.use(rateLimit({ ...options.limit, apiKey, basePath }));
  for (const path of ['/room/*', '/user/*', '/announce']) api.use(path, authenticate(sessions, apiKey));

  api.route('/', authRoutes(sessions));
  api.route('/', statusRoutes({ metrics, apiKey, readiness: options.readiness }));
  for (const routes of [
    roomCreationRoutes,
    roomRoutes,
    roomRemovalRoutes,
    queueRoutes,
    voteRoutes,
    undoRoutes,
    banRoutes,
    invitationRoutes,
  ]) {
    api.route('/', routes(rooms));
  }
  api.route('/', dataRoutes(options.media));
  api.route('/', announceRoutes(options.announcements));
  api.route('/', ownedRoomsRoutes(rooms, permanentRooms));
  api.route(
    '/',
    userRoutes({ accounts, sessions, visits: new UserChanges(visits, options.announcements, log) }),
  );
  addDocs(api);
  return api;
}

function refuseTooLarge(): never {
  throw new ApiError(413, 'BadApiArgumentException', 'The body of the request is too large.');
}
