import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from '@usher/kit/runtime';
import { z } from '@hono/zod-openapi';
import { OverloadError } from '../store/slots.ts';
import { isStoreFailure } from '../store/store-error.ts';
import type { MonolithId } from '@usher/protocol';

/** A refusal that the caller is told (API-10). `name` is stable. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  override readonly name: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    name: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.name = name;
    this.headers = headers;
  }
}

export const roomNotFound = () => new ApiError(404, 'RoomNotFoundException', 'There is no such room.');

export const notLoggedIn = () => new ApiError(401, 'NotLoggedIn', 'This needs an account: log in first.');

export const unavailable = () =>
  new ApiError(503, 'Unavailable', 'Rooms cannot be reached at the moment. Please try again.', {
    'Retry-After': '1',
  });

const busy = () =>
  new ApiError(503, 'Unavailable', 'Too many people want this at the moment. Please try again.', {
    'Retry-After': '5',
  });

/** Nobody hears it: whoever asked has gone. */
const incomplete = () =>
  new ApiError(400, 'BadApiArgumentException', 'The request ended before it was whole.');

/** Never reaches clients behind a Balancer: it asks the owner instead (BAL-20). */
export const misdirected = (owner: MonolithId) =>
  new ApiError(421, 'Misdirected', 'Another server has this room.', { 'Usher-Owner': owner });

/** The body of every refusal, for the documentation. */
export const errorBody = z
  .object({
    success: z.literal(false),
    error: z.object({
      name: z.string(),
      message: z.string(),
      details: z.array(z.looseObject({})).optional(),
    }),
  })
  .openapi('Error');

export function respondWithError(error: Error, context: Context, log: Logger): Response {
  if (error instanceof ApiError)
    return refusal(context, error.status, error.name, error.message, error.headers);
  if (error instanceof HTTPException)
    return refusal(context, error.status, 'BadApiArgumentException', error.message);
  if (error instanceof OverloadError) return respondWithError(busy(), context, log);
  if (hasHungUp(error, context)) return respondWithError(incomplete(), context, log);
  log.error({ err: error, method: context.req.method, path: context.req.path }, 'a request has failed');
  if (isStoreFailure(error)) return respondWithError(unavailable(), context, log);
  return refusal(context, 500, 'Unknown', 'Something went wrong on our side.');
}

/** Who goes away in the middle of a request has not found a mistake of ours, and cannot fill the log (HOS-2). */
const hasHungUp = (error: Error, context: Context): boolean =>
  error.name === 'AbortError' && context.req.raw.signal.aborted;

/** The default hook of all routes: what a request carries is not as its schema says. */
export function refuseInvalid(
  result: { success: true } | { success: false; error: z.core.$ZodError },
  context: Context,
): Response | undefined {
  if (result.success) return undefined;
  const { issues } = result.error;
  const [first] = issues;
  const at = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  const message = `${at}${first?.message ?? 'invalid'}`;
  return context.json(
    { success: false, error: { name: 'ZodValidationError', message, details: issues } },
    400,
  );
}

function refusal(
  context: Context,
  status: ContentfulStatusCode,
  name: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return context.json({ success: false, error: { name, message } }, status, { ...headers });
}
