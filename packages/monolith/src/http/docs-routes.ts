import type { OpenAPIHono } from '@hono/zod-openapi';
import manifest from '../../package.json' with { type: 'json' };
import type { ApiEnv } from './authentication.ts';
import { docsPage } from './docs-page.ts';

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Usher',
    version: manifest.version,
    description: 'Rooms in which people watch videos together',
  },
  security: [{ token: [] }, { cookie: [] }, { apikey: [] }],
};

/** Nothing runs on this page and nothing is fetched for it: its style is part of it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The API's own description, for programs and for people. To be added last: it describes all routes that are there. */
export function addDocs(api: OpenAPIHono<ApiEnv>): void {
  const { openAPIRegistry: registry } = api;
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'cookie', { type: 'apiKey', in: 'cookie', name: 'token' });
  registry.registerComponent('securitySchemes', 'apikey', { type: 'apiKey', in: 'header', name: 'apikey' });
  api.doc31('/openapi.json', DESCRIPTION);
  api.get('/docs', (context) => {
    context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    return context.html(docsPage(api.getOpenAPI31Document(DESCRIPTION)));
  });
}
