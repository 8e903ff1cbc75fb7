import { checkLink } from './host-guard.ts';

/**
 * A link to the web; `null`: it is none. A file's extension decides who takes it, so it comes along.
 * @throws MediaError for what is a link and cannot be one to media
 */
export function readLink(link: string): { url: URL; name: string; extension: string } | null {
  const url = URL.parse(link);
  if (url === null) return null;
  checkLink(url);
  url.hash = '';
  return { url, ...fileOf(url) };
}

/** The last part of a URL's path, for people, and what it ends in. */
export function fileOf({ pathname }: URL): { name: string; extension: string } {
  const name = decode(pathname.slice(pathname.lastIndexOf('/') + 1));
  return { name, extension: /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '' };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
