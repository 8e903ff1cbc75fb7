/** What `allowed_origins` may contain: `same-host`, `*`, or an origin as browsers write it; `null` for anything else. */
export function readAllowedOrigin(text: string): string | null {
  if (text === 'same-host' || text === '*') return text;
  const url = URL.parse(text);
  const isOrigin =
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '';
  return isOrigin && !text.endsWith('/') ? url.origin : null;
}

/**
 * Whether a page of this origin may connect (CON-8). Browsers say the origin, and cannot be made to say another; other programs need not.
 * @param hosts the names under which this request may have been sent here
 */
export function isOriginAllowed(
  origin: string | null,
  allowed: readonly string[],
  hosts: readonly (string | null)[],
): boolean {
  if (origin === null || allowed.includes('*')) return true;
  const url = URL.parse(origin);
  if (url === null) return false; // "null" too: a page without an origin of its own
  if (allowed.includes(url.origin)) return true;
  // Parsed with the origin's scheme, so that a default port is the same as none.
  const isSame = (host: string | null) =>
    host !== null && URL.parse(`${url.protocol}//${host}`)?.host === url.host;
  return allowed.includes('same-host') && hosts.some(isSame);
}
