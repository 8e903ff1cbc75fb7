/**
 * Whether the client has already what `etag` names: by the weak comparison of RFC 9110, 13.1.2, since a proxy that compresses an answer makes
 * its tag weak.
 */
export function isNotModified(request: Request, etag: string): boolean {
  const known = request.headers.get('If-None-Match')?.trim() ?? '';
  return known === '*' || opaqueTags(known).includes(etag.replace(/^W\//, ''));
}

/** Each tag of a list, quotes included, without the mark of a weak one. */
const opaqueTags = (list: string): readonly string[] => list.match(/"[^"]*"/g) ?? [];
