import type { z } from 'zod';
import type { FetchOptions, Fetched, GuardedFetch } from './guarded-fetch.ts';
import { missingMetadata, unsupportedMimeType, videoNotFound } from './media-error.ts';

/**
 * A whole text file, such as a playlist.
 * @throws MediaError
 */
export async function fetchText(
  http: GuardedFetch,
  url: URL,
  options?: FetchOptions,
): Promise<Fetched & { text: string }> {
  const fetched = await http.get(url, options);
  expectSuccess(fetched);
  refusePage(fetched);
  if (!fetched.isWhole) throw missingMetadata('The file is too large for what it should be.');
  return { ...fetched, text: fetched.bytes.toString('utf8') };
}

/** @throws MediaError */
export async function fetchJson<Schema extends z.ZodType>(
  http: GuardedFetch,
  url: URL,
  schema: Schema,
  options?: FetchOptions,
): Promise<z.output<Schema>> {
  const { text } = await fetchText(http, url, options);
  return readJson(text, schema);
}

/** @throws MediaError when `text` is not what `schema` says */
export function readJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw missingMetadata('The file is not JSON.');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw missingMetadata(
    `The description of this video cannot be used: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

/** @throws MediaError */
export function expectSuccess({ status }: Fetched): void {
  if (status === 404 || status === 410) throw videoNotFound('There is nothing at this link.');
  if (status < 200 || status > 299)
    throw missingMetadata(`The server of this link answers with an error (${status}).`);
}

/** @throws MediaError when what should be media is something to read */
export function refusePage({ headers }: Fetched): void {
  const type = mimeTypeOf(headers['content-type']);
  if (type === 'text/html' || type === 'application/xhtml+xml')
    throw unsupportedMimeType('This link leads to a page, not to a file that can be played.');
}

/** `Text/HTML; charset=utf-8` → `text/html` */
export const mimeTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').replace(/;.*$/s, '').trim().toLowerCase();
