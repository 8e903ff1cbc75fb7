import { isNotModified } from '@usher/kit/runtime';
import type { Asset } from '@usher/web';

/** The page's picture for previews of links, as the build writes it. */
const PICTURE = 'property="og:image" content="./';

/** From where the page loads all that it needs, and what it links to. */
const BASE = '<base href="/"';

/** The text of the page, as it is for a base path: all of it, or two parts between which the origin belongs. */
interface Template {
  readonly parts: readonly string[];
  readonly hash: string;
}

/**
 * The site's page, which is the same for all sites but for its base path. Whoever shows a preview of its link wants the whole address of its picture, so that depends on where the page was
 * asked for. Strangers choose that, so nothing is kept for it.
 */
export class Page {
  readonly #asset: Asset;
  readonly #basePath: string;
  #template: Promise<Template> | null = null;

  /** @param basePath with which the site's paths begin; it ends with a slash */
  constructor(asset: Asset, basePath: string) {
    this.#asset = asset;
    this.#basePath = basePath;
  }

  /** @param origin the site's, as the client knows it */
  async respond(
    request: Request,
    origin: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const { parts, hash } = await this.#load();
    const etag = parts.length === 1 ? `"${hash}"` : `"${hash}-${hashOf(origin)}"`;
    const headers = {
      ...fields,
      'Content-Type': this.#asset.type,
      'Cache-Control': 'no-cache',
      ETag: etag,
    };
    if (isNotModified(request, etag)) return new Response(null, { status: 304, headers });
    return new Response(parts.join(Bun.escapeHTML(origin)), { headers });
  }

  /** Reads the page once; what could not be read is read again for the next request. */
  #load(): Promise<Template> {
    this.#template ??= readTemplate(this.#asset.file, this.#basePath).catch((error: unknown) => {
      this.#template = null;
      throw error;
    });
    return this.#template;
  }
}

async function readTemplate(file: string, basePath: string): Promise<Template> {
  const escapedPath = Bun.escapeHTML(basePath);
  const page = (await Bun.file(file).text()).replace(BASE, () => `<base href="${escapedPath}"`);
  const pictureAt = page.indexOf(PICTURE);
  if (pictureAt === -1) return { parts: [page], hash: hashOf(page) };
  const pathAt = pictureAt + PICTURE.length;
  const parts = [page.slice(0, pathAt - './'.length), escapedPath + page.slice(pathAt)];
  return { parts, hash: hashOf(parts.join('')) };
}

const hashOf = (text: string): string => Bun.hash(text).toString(36);
