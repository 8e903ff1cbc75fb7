import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { TestBrowser } from '@usher/harness';
import manifest from '../../package.json' with { type: 'json' };
import { TestSite } from '../testing/test-site.ts';

/** Spec 4.3, in its order. What a Balancer answers for the cluster is here, too. */
const ENDPOINTS = `
GET /api/status
GET /api/status/ready
GET /api/status/metrics
GET /api/auth/grant
GET /api/data/previewAdd
GET /api/user
POST /api/user
POST /api/user/register
POST /api/user/login
POST /api/user/logout
GET /api/user/account
PATCH /api/user/account
GET /api/user/owned-rooms
GET /api/room/list
POST /api/room/generate
POST /api/room/create
GET /api/room/{name}
PATCH /api/room/{name}
DELETE /api/room/{name}
POST /api/room/{name}/undo
POST /api/room/{name}/vote
DELETE /api/room/{name}/vote
POST /api/room/{name}/queue
PATCH /api/room/{name}/queue
DELETE /api/room/{name}/queue
POST /api/room/{name}/ban
DELETE /api/room/{name}/ban
POST /api/room/{name}/invite
POST /api/room/{name}/redeem
POST /api/announce
`
  .trim()
  .split('\n');

/** Open to everyone (API-2). */
const OPEN = new Set(['/api/status', '/api/status/ready', '/api/auth/grant', '/api/data/previewAdd']);

interface Operation {
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: object };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>
  >;
}

describe('the documentation of the API', () => {
  let site: TestSite;
  let document: {
    readonly info: { readonly version: string };
    readonly security: readonly object[];
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly securitySchemes: object; readonly schemas: object };
  };
  beforeAll(async () => {
    site = await TestSite.start();
    document = (await site.call('GET', '/api/openapi.json', { headers: {} })).body;
  });
  afterAll(() => site.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    );

  it('[API-20] has every endpoint, and no other', () => {
    const described = operations().map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(ENDPOINTS.toSorted());
  });

  it('[API-20] says of each what it does, who may, what it takes and what it answers', () => {
    for (const { method, path, operation } of operations()) {
      const name = `${method} ${path}`;
      expect({ name, summary: operation.summary ?? '' }).toMatchObject({
        summary: expect.stringMatching(/^[A-Z]/),
      });
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const inPath = (operation.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map((each) => each.name);
      expect({ name, inPath }).toEqual({ name, inPath: named as string[] });
      const success = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect({ name, count: success.length }).toEqual({ name, count: 1 });
      expect({ name, content: success[0]?.[1].content !== undefined }).toEqual({ name, content: true });
      const security = operation.security ?? document.security;
      expect({ name, isOpen: security.length === 0 }).toEqual({ name, isOpen: OPEN.has(path) });
      if (path === '/api/status') continue;
      for (const status of ['4XX', '5XX']) {
        const error = operation.responses[status]?.content?.['application/json']?.schema;
        expect({ name, error }).toEqual({ name, error: { $ref: '#/components/schemas/Error' } });
      }
    }
  });

  it('[API-10] says how errors look, how one authenticates, and which version this is', () => {
    expect(document.info.version).toBe(manifest.version);
    expect(Object.keys(document.components.securitySchemes)).toEqual(['token', 'cookie', 'apikey']);
    expect(document.components.schemas).toMatchObject({
      Error: { properties: { error: { required: ['name', 'message'] } } },
    });
  });

  it('[API-20] is a page, with a policy that lets it run and fetch nothing', async () => {
    const { status, headers, body } = await site.call('GET', '/api/docs', { headers: {} });
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toContain('text/html');
    expect(headers.get('Content-Security-Policy')).toStartWith(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect(body).not.toContain('<script');
    for (const endpoint of ENDPOINTS) expect(body).toContain(`id="${endpoint}"`);
  });

  it('[API-20] shows in a browser, which asks for nothing from elsewhere', async () => {
    await using browser = await TestBrowser.start();
    const page = await browser.open(`${site.origin}/api/docs`);
    const endpoint = page.locator('details', { hasText: '/api/room/generate' }).first();
    await endpoint.locator('summary').click();
    expect(await endpoint.locator('pre').first().isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).maxWidth')).toBe('960px');
    expect(await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")).toEqual(
      [],
    );
    expect(browser.complaints).toEqual([]);
  });
});
