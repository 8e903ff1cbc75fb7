const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  // Neither we nor the players need them. What players do need, such as fullscreen and autoplay, is not named: that stays as it is.
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // No Cross-Origin-Embedder-Policy: media of other sites do not send what it asks for.
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
};

/** What the API answers is data of this site's pages: nothing to be shown, or embedded elsewhere. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Adds the headers that every response has. What it has already stays. */
export function withSecurityHeaders(
  response: Response,
  more: Readonly<Record<string, string>> = {},
): Response {
  for (const [name, value] of Object.entries({ ...HEADERS, ...more }))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}
