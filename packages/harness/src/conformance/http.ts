import { expect } from 'bun:test';
import { endpointOf } from './endpoints.ts';
import type { Person } from './people.ts';
import type { Target } from './target.ts';

const TIMEOUT_MS = 30_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, or text where it is none. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly by?: Person | 'administrator';
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request to the site's API; `path` is below `/api`. */
export async function call(
  site: Target,
  method: string,
  path: string,
  { by, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(`${site.origin}/api${path}`, {
    method,
    headers: {
      ...credentials(site, by),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, body: parsed(text) };
  note(site, method, path, answer);
  return answer;
}

/** As `call`, of what must succeed. */
export async function done<Body = unknown>(
  site: Target,
  method: string,
  path: string,
  options: CallOptions & { readonly status?: number } = {},
): Promise<Body> {
  const { status, body } = await call(site, method, path, options);
  if (status !== (options.status ?? 200))
    throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

/** API-10: what a refusal looks like, whoever makes it. */
export function expectRefusal(answer: Answer, status: number, name: string): void {
  const { success, error } = answer.body as { success?: unknown; error?: Record<string, unknown> };
  expect({ status: answer.status, success, name: error?.['name'] }).toEqual({ status, success: false, name });
  expect(error?.['message']).toMatch(/./);
  expect(answer.headers.get('Content-Type')).toStartWith('application/json');
  if (name === 'ZodValidationError') expect(error?.['details']).not.toBeEmpty();
}

/** The name of a refusal; `undefined` for anything else. */
export function nameOf({ body }: Answer): string | undefined {
  return (body as { error?: { name?: string } } | null)?.error?.name;
}

function credentials({ apiKey }: Target, by: CallOptions['by']): Record<string, string> {
  if (by === undefined) return {};
  return by === 'administrator' ? { apikey: apiKey ?? '' } : { Authorization: `Bearer ${by.token}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function note(site: Target, method: string, path: string, answer: Answer): void {
  const endpoint = endpointOf(method, path);
  if (endpoint !== null) site.seen.add(`${endpoint} ${answer.status < 300 ? 'succeeds' : 'refuses'}`);
  const name = nameOf(answer);
  if (name !== undefined) site.seen.add(`error ${name}`);
}
