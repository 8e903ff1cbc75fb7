import type { Asset } from '@usher/web';

/** The page's picture for previews of links, as the build writes it. */
const PICTURE = 'property="og:image" content="/';

/**
 * Answers with the page. Whoever shows a preview of its link wants the whole address of its picture, so that depends on where the page was
 * asked for.
 * @param site the address of the site, with its base path and a slash at the end
 */
export async function pageResponse(
  { file, type }: Asset,
  request: Request,
  site: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const written = await Bun.file(file).text();
  const page = written.replace(PICTURE, () => PICTURE.slice(0, -1) + Bun.escapeHTML(site));
  const headers = {
    ...fields,
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    ETag: `"${Bun.hash(page).toString(36)}"`,
  };
  const isKnown = request.headers.get('If-None-Match') === headers.ETag;
  return new Response(isKnown ? null : page, { status: isKnown ? 304 : 200, headers });
}
