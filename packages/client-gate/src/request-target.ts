import { errorResponse } from './error-response.ts';

/** They ask a server to connect elsewhere, or to send back what browsers keep from scripts. */
const REFUSED_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE']);

/**
 * Where a request wants to go, or the answer to one that is none: what two servers may read in two ways is read by none (HOS-2). The
 * runtime's parser has refused the rest, but it lets through a `Host` that is no host, and joins headers that came twice.
 */
export function requestTarget(request: Request): URL | Response {
  const { method, headers } = request;
  if (REFUSED_METHODS.has(method))
    return errorResponse(405, 'MethodNotAllowed', `there is no ${method} here`);
  const url = URL.parse(request.url);
  // Of another scheme, "path" is whatever stands behind the colon, and an address could be made of it.
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return malformed('its Host and path make no URL');
  if (headers.get('host')?.includes(',')) return malformed('it has more than one Host');
  if (!/^\d*$/.test(headers.get('content-length') ?? '')) return malformed('its Content-Length is no number');
  // On the way to a Monolith they would become one, and be another path than the one that was looked at here.
  if (url.pathname.startsWith('//')) url.pathname = url.pathname.replace(/^\/+/, '/');
  return url;
}

const malformed = (why: string) =>
  errorResponse(400, 'BadRequest', `not a valid request: ${why}`, { Connection: 'close' });
