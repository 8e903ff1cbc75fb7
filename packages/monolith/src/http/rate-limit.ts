import { addressBlock } from '@usher/client-gate';
import type { QuietLog } from '@usher/kit/runtime';
import type { MiddlewareHandler } from 'hono';
import type { LiveState, Spent } from '../store/live-state.ts';
import { ApiError, unavailable } from './api-error.ts';
import { hasApiKey, type ApiEnv, type ApiKey } from './authentication.ts';
import { costOf } from './costs.ts';

const WINDOW_MS = 3_600_000;
/** Where passwords could be guessed. */
const GUESSABLE: ReadonlySet<string> = new Set(['/user/login', '/user/register']);

export interface RateLimitOptions {
  /** In a window, as it is now; 0: no limit. */
  readonly points: () => number;
  readonly store: Pick<LiveState, 'spend'>;
  readonly apiKey: ApiKey;
  /** The path that all of the API is below. */
  readonly basePath: string;
  /** A request has been refused: for metrics. */
  readonly refused: () => void;
  readonly log: QuietLog;
}

/** Lets each client spend so many points an hour, wherever in the cluster it does; administrators are not limited (API-11). */
export function rateLimit(options: RateLimitOptions): MiddlewareHandler<ApiEnv> {
  const { points, store, apiKey, basePath, refused, log } = options;
  return async (context, next) => {
    const limit = points();
    if (limit === 0 || hasApiKey(context, apiKey())) return next();
    const path = context.req.path.slice(basePath.length);
    const cost = await costOf(context.req, path);
    if (cost === 0) return next();
    const client = addressBlock(context.get('client').address);
    const spend = (amount: number) =>
      store.spend(`http:${client}`, amount, { points: limit, windowMs: WINDOW_MS }).catch(() => null);
    const spent = await spend(cost);
    // Without the store rooms refuse by themselves, and the rest does little harm; but nobody may guess passwords without a limit.
    if (spent === null) return GUESSABLE.has(path) ? Promise.reject(unavailable()) : next();
    if (!spent.ok) {
      refused();
      log.warn('rate', { client, path, option: 'monolith.rate_limit', limit }, 'refused a request: too many');
      throw tooManyRequests(limit, spent);
    }
    await next();
    // Another Monolith has the room: the Balancer asks that one, which takes the points itself (BAL-20).
    if (context.res.status === 421) await spend(-cost);
    for (const [name, value] of Object.entries(rateHeaders(limit, spent))) context.header(name, value);
  };
}

function tooManyRequests(limit: number, spent: Spent): ApiError {
  return new ApiError(429, 'TooManyRequests', 'Too many requests. Please try again later.', {
    ...rateHeaders(limit, spent),
    'Retry-After': seconds(spent.resetMs),
  });
}

/** `Reset` is a time span, as in `Retry-After`: clocks need not agree. */
function rateHeaders(limit: number, { remaining, resetMs }: Spent): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': seconds(resetMs),
  };
}

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1000)));
