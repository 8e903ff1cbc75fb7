import type { Asset } from '@usher/web';

/** The page's picture for previews of links, as the build writes it. */
const PICTURE = 'property="og:image" content="./';

/** From where the page loads all that it needs, and what it links to. */
const BASE = '<base href="/"';

/**
 * Answers with the page, which is the same for all sites but for its base path. Whoever shows a preview of its link wants the whole address of its picture, so that depends on where the page was
 * asked for.
 * @param site its origin, and the path that it begins with, which ends with a slash
 */
export async function pageResponse(
  { file, type }: Asset,
  request: Request,
  site: { readonly origin: string; readonly basePath: string },
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const written = await Bun.file(file).text();
  const page = written
    .replace(PICTURE, () => PICTURE.slice(0, -2) + Bun.escapeHTML(site.origin + site.basePath))
    .replace(BASE, () => `<base href="${Bun.escapeHTML(site.basePath)}"`);
  const headers = {
    ...fields,
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    ETag: `"${Bun.hash(page).toString(36)}"`,
  };
  const isKnown = request.headers.get('If-None-Match') === headers.ETag;
  return new Response(isKnown ? null : page, { status: isKnown ? 304 : 200, headers });
}
