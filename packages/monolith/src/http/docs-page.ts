import type { OpenAPIHono } from '@hono/zod-openapi';
import { html, raw } from 'hono/html';
import { DOCS_STYLE } from './docs-style.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type Html = ReturnType<typeof html>;
/** What the document says of one method of one path, as far as the page shows it. */
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: WithContent;
  readonly responses?: Readonly<Record<string, WithContent>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: unknown;
}
interface WithContent {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

/**
 * The document of the API for people: one page without a script, so that it may carry the strictest policy, and asks nobody for
 * anything.
 */
export function docsPage({ info, paths = {}, components, security = [] }: Document): Html {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: { security, ...(operation as Operation) },
    })),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${info.title} API</title>
        <style>
          ${raw(DOCS_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${info.title} API <small>${info.version}</small></h1>
          <p>${info.description}. <a href="openapi.json">OpenAPI document</a></p>
        </header>
        <main>
          ${operations.map(({ path, method, operation }) => operationPart(method, path, operation))}
          <h2>Schemas</h2>
          ${Object.entries(components?.schemas ?? {}).map(([name, schema]) => schemaPart(name, schema))}
        </main>
      </body>
    </html>`;
}

function operationPart(method: string, path: string, operation: Operation): Html {
  const { summary, description, parameters = [], requestBody, responses = {} } = operation;
  return html`<details id="${method} ${path}">
    <summary><b class="${method}">${method}</b> <code>${path}</code> <span>${summary}</span></summary>
    ${description === undefined ? '' : html`<p>${description}</p>`}
    <p>${whoMay(operation)}</p>
    ${parameters.map(
      ({ name, in: where, required, schema }) =>
        html`<h3><code>${name}</code> <small>${where}${required === true ? ', required' : ''}</small></h3>
          ${schemaText(schema)}`,
    )}
    ${requestBody === undefined ? '' : contentPart('Request', requestBody)}
    ${Object.entries(responses).map(([status, response]) => contentPart(status, response))}
  </details>`;
}

function whoMay({ security = [] }: Operation): string {
  const schemes = security.flatMap((way) => Object.keys(way));
  return schemes.length === 0 ? 'Open to everyone.' : `Needs: ${schemes.join(' or ')}.`;
}

const contentPart = (title: string, { description, content = {} }: WithContent): Html =>
  html`<h3>${title} <small>${description ?? ''}</small></h3>
    ${Object.entries(content).map(
      ([type, { schema }]) =>
        html`<p><small>${type}</small></p>
          ${schemaText(schema)}`,
    )}`;

const schemaPart = (name: string, schema: unknown): Html =>
  html`<details id="${name}">
    <summary><code>${name}</code></summary>
    ${schemaText(schema)}
  </details>`;

const schemaText = (schema: unknown): Html => html`<pre>${JSON.stringify(schema, null, 2)}</pre>`;
