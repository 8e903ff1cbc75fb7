import { stat } from 'node:fs/promises';
import { readByteRange } from './byte-range.ts';
import { isNotModified } from './etag.ts';

/** A file to be served, on disk or inside the executable. */
export interface ServedFile {
  readonly file: string;
  /** The `Content-Type`. */
  readonly type: string;
  /** It may be cached for ever. */
  readonly immutable: boolean;
}

/** Answers a GET or HEAD with a file: what has not changed is not sent again, and a single range is enough for players to seek. */
export async function fileResponse(
  { file, type, immutable }: ServedFile,
  request: Request,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { size, mtimeMs } = await stat(file);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers: Record<string, string> = {
    ...fields,
    'Content-Type': type,
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
  };
  if (isNotModified(request, etag)) return new Response(null, { status: 304, headers });
  headers['Accept-Ranges'] = 'bytes';
  // The runtime knows ranges of files on disk, but not of those inside the executable.
  const range = readByteRange(rangeOf(request, etag), size);
  switch (range.kind) {
    case 'whole':
      return new Response(Bun.file(file), { headers });
    case 'part': {
      headers['Content-Range'] = `bytes ${range.start}-${range.end - 1}/${size}`;
      return new Response(Bun.file(file).slice(range.start, range.end, type), { status: 206, headers });
    }
    case 'unsatisfiable':
      return new Response('There are not so many bytes.\n', {
        status: 416,
        headers: {
          ...fields,
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Range': `bytes */${size}`,
        },
      });
  }
}

/** What is asked of a file that has changed since is all of it (RFC 9110, 13.1.5). We name no date, so none is of this file. */
function rangeOf({ headers }: Request, etag: string): string | null {
  const condition = headers.get('If-Range');
  return condition === null || condition === etag ? headers.get('Range') : null;
}
