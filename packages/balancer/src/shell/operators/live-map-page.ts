import { fileResponse, type Logger, type ServedFile } from '@usher/kit/runtime';
import { loadPages } from '@usher/web/load';

/** The page shows what strangers have named, and its session may drain the site: nothing but its own files runs or is asked. */
const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** What the page asks for beside files that are named by their hash. */
const OTHERS: ReadonlySet<string> = new Set(['/favicon.svg', '/theme.js']);

/** The live map's page and what belongs to it, for anyone: what it shows needs the operators' key (WEB-20). */
export class LiveMapPage {
  readonly #pages: ReturnType<typeof loadPages>;

  constructor(log: Logger) {
    this.#pages = loadPages(log);
  }

  /** `null` when the request is not about the page. */
  async respond(request: Request): Promise<Response | null> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    const { pathname } = new URL(request.url);
    const pages = await this.#pages;
    if (pages === null) return pathname === '/' ? notBuilt() : null;
    const file = pathname === '/' ? pages.mapPage : fileAt(pages.assets, pathname);
    return file === null ? null : fileResponse(file, request, HEADERS);
  }
}

function fileAt(assets: ReadonlyMap<string, ServedFile>, path: string): ServedFile | null {
  const file = assets.get(path);
  return file !== undefined && (file.immutable || OTHERS.has(path)) ? file : null;
}

const notBuilt = () =>
  new Response('The live map has not been built. Build it with: npm run build:web\n', {
    status: 503,
    headers: HEADERS,
  });
