import { fileResponse } from '@usher/kit/runtime';
import type { Asset } from '@usher/web';
import { Page } from './page.ts';

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
  readonly #page: Page | null;
  readonly #baseUrl: string;
  readonly #headers: HeaderFields;

  /** `assets` is `null`: the pages have not been built. `mediaHosts` may be played from without HTTPS. */
  constructor(assets: Assets | null, baseUrl: string, mediaHosts: readonly string[] = []) {
    const page = assets?.get(PAGE);
    this.#assets = assets;
    this.#page = page === undefined ? null : new Page(page, baseUrl);
    this.#baseUrl = baseUrl;
    this.#headers = { 'Content-Security-Policy': contentSecurityPolicy(mediaHosts) };
  }

  /** `origin` is where the client asked, which proxies may have changed on the way. */
  async respond(
    request: Request,
    { pathname, origin }: { readonly pathname: string; readonly origin: string },
  ): Promise<Response> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'Only GET and HEAD here.', { Allow: 'GET, HEAD' });
    }
    if (this.#assets === null) return text(503, SITE_NOT_BUILT);
    if (!pathname.startsWith(this.#baseUrl)) return text(404, 'Not found.');
    const path = `/${pathname.slice(this.#baseUrl.length)}`;
    const asset = this.#assets.get(path);
    if (asset !== undefined && path !== PAGE) return fileResponse(asset, request, this.#headers);
    if (this.#page === null || (path !== PAGE && hasExtension(path))) return text(404, 'Not found.');
    return this.#page.respond(request, origin, this.#headers);
  }
}

const PAGE = '/index.html';

const SITE_NOT_BUILT = 'The site has not been built. Build it with: npm run build:web';

const hasExtension = (path: string): boolean => /\.[^/]*$/.test(path);

function text(status: number, message: string, headers: HeaderFields = {}): Response {
  return new Response(`${message}\n`, { status, headers: { ...PAGE_HEADERS, ...headers } });
}
