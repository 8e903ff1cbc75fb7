/** Every row of API-20, and the API's documents. Those that cannot refuse are marked. */
export const ENDPOINTS = [
  { endpoint: 'GET /status', refuses: false },
  { endpoint: 'GET /status/metrics', refuses: true },
  { endpoint: 'GET /auth/grant', refuses: false },
  { endpoint: 'GET /openapi.json', refuses: false },
  { endpoint: 'GET /docs', refuses: false },
  { endpoint: 'GET /data/previewAdd', refuses: true },
  { endpoint: 'GET /user', refuses: true },
  { endpoint: 'POST /user', refuses: true },
  { endpoint: 'POST /user/register', refuses: true },
  { endpoint: 'POST /user/login', refuses: true },
  { endpoint: 'POST /user/logout', refuses: true },
  { endpoint: 'GET /user/account', refuses: true },
  { endpoint: 'PATCH /user/account', refuses: true },
  { endpoint: 'GET /user/owned-rooms', refuses: true },
  { endpoint: 'GET /room/list', refuses: false },
  { endpoint: 'POST /room/generate', refuses: true },
  { endpoint: 'POST /room/create', refuses: true },
  { endpoint: 'GET /room/:name', refuses: true },
  { endpoint: 'PATCH /room/:name', refuses: true },
  { endpoint: 'DELETE /room/:name', refuses: true },
  { endpoint: 'DELETE /room/:name?permanent=true', refuses: true },
  { endpoint: 'POST /room/:name/undo', refuses: true },
  { endpoint: 'POST /room/:name/vote', refuses: true },
  { endpoint: 'DELETE /room/:name/vote', refuses: true },
  { endpoint: 'POST /room/:name/queue', refuses: true },
  { endpoint: 'PATCH /room/:name/queue', refuses: true },
  { endpoint: 'DELETE /room/:name/queue', refuses: true },
  { endpoint: 'POST /room/:name/ban', refuses: true },
  { endpoint: 'DELETE /room/:name/ban', refuses: true },
  { endpoint: 'POST /room/:name/invite', refuses: true },
  { endpoint: 'POST /room/:name/redeem', refuses: true },
  { endpoint: 'POST /announce', refuses: true },
] as const;

const NOT_NAMES: ReadonlySet<string> = new Set(['list', 'create', 'generate']);
const NAMES: ReadonlySet<string> = new Set(ENDPOINTS.map(({ endpoint }) => endpoint));

/** The row that a request belongs to, if any; `path` is below `/api`. */
export function endpointOf(method: string, path: string): string | null {
  const { pathname, searchParams } = new URL(path, 'http://site.invalid');
  const template = pathname.replace(/^\/room\/([^/]+)/, (whole, name: string) =>
    NOT_NAMES.has(name) ? whole : '/room/:name',
  );
  const isPermanent = method === 'DELETE' && searchParams.get('permanent') === 'true';
  const endpoint = `${method} ${template}${isPermanent ? '?permanent=true' : ''}`;
  return NAMES.has(endpoint) ? endpoint : null;
}
