import { stat } from 'node:fs/promises';
import type { Logger } from '@usher/kit/runtime';
import { readByteRange } from './byte-range.ts';
import type { Asset } from '@usher/web';

/** By their paths below the base URL, such as "/index.html". */
export type Assets = ReadonlyMap<string, Asset>;

/** @param mediaHosts `host` or `host:port`, which may be without HTTPS: the operator has vouched for them (MED-1) */
function contentSecurityPolicy(mediaHosts: readonly string[]): string {
  // People paste links to media anywhere.
  const media = ['https:', ...mediaHosts.map((host) => `http://${host}`)].join(' ');
  return [
    "default-src 'self'",
    "script-src 'self' https://www.youtube.com https://player.vimeo.com",
    "style-src 'self' 'unsafe-inline'",
    'frame-src https://www.youtube.com https://www.youtube-nocookie.com https://player.vimeo.com',
    "img-src 'self' https: data:",
    `media-src 'self' ${media} blob:`,
    `connect-src 'self' ${media}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

type HeaderFields = Readonly<Record<string, string>>;

const PAGE_HEADERS: HeaderFields = { 'Content-Security-Policy': contentSecurityPolicy([]) };

/** Serves the built pages: hashed files for ever, any other path without an extension is the page itself (spec 4.3). */
export class Site {
  readonly #assets: Assets | null;
  readonly #baseUrl: string;
  readonly #headers: HeaderFields;

  /** `assets` is `null`: the pages have not been built. `mediaHosts` may be played from without HTTPS. */
  constructor(assets: Assets | null, baseUrl: string, mediaHosts: readonly string[] = []) {
    this.#assets = assets;
    this.#baseUrl = baseUrl;
    this.#headers = { 'Content-Security-Policy': contentSecurityPolicy(mediaHosts) };
  }

  async respond(request: Request): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'Only GET and HEAD here.', { Allow: 'GET, HEAD' });
    }
    if (this.#assets === null) return text(503, SITE_NOT_BUILT);
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(this.#baseUrl)) return text(404, 'Not found.');
    const path = `/${pathname.slice(this.#baseUrl.length)}`;
    const asset =
      this.#assets.get(path) ?? (hasExtension(path) ? undefined : this.#assets.get('/index.html'));
    return asset === undefined ? text(404, 'Not found.') : serve(asset, request, this.#headers);
  }
}

const SITE_NOT_BUILT = 'The site has not been built. Build it with: npm run build:web';

/** The site's files, or `null` when they have not been built. */
export async function loadAssets(log: Logger): Promise<Assets | null> {
  try {
    return (await import('@usher/web')).assets;
  } catch (error) {
    log.error({ reason: (error as Error).message }, SITE_NOT_BUILT);
    return null;
  }
}

async function serve(
  { file, type, immutable }: Asset,
  request: Request,
  pageHeaders: HeaderFields,
): Promise<Response> {
  const { size, mtimeMs } = await stat(file);
  const headers: Record<string, string> = {
    ...pageHeaders,
    'Content-Type': type,
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
  };
  if (request.headers.get('If-None-Match') === headers['ETag'])
    return new Response(null, { status: 304, headers });
  headers['Accept-Ranges'] = 'bytes';
  // The runtime knows ranges of files on disk, but not of those inside the executable.
  const range = readByteRange(request.headers.get('Range'), size);
  switch (range.kind) {
    case 'whole':
      return new Response(Bun.file(file), { headers });
    case 'part': {
      headers['Content-Range'] = `bytes ${range.start}-${range.end - 1}/${size}`;
      return new Response(Bun.file(file).slice(range.start, range.end, type), { status: 206, headers });
    }
    case 'unsatisfiable':
      return text(416, 'There are not so many bytes.', { 'Content-Range': `bytes */${size}` });
  }
}

const hasExtension = (path: string): boolean => /\.[^/]*$/.test(path);

function text(status: number, message: string, headers: HeaderFields = {}): Response {
  return new Response(`${message}\n`, { status, headers: { ...PAGE_HEADERS, ...headers } });
}
