import { join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  m4a: 'audio/mp4',
  m4s: 'video/iso.segment',
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  json: 'application/json',
  vtt: 'text/vtt',
};

/** A web server for the files of a directory, as media hosts are: with ranges, for pages from anywhere. */
export class MediaServer implements AsyncDisposable {
  /** What was asked for, in order. */
  readonly requests: { readonly path: string; readonly headers: Headers }[] = [];
  /** `false`: it sends whole files whatever part is wanted. */
  hasRanges = true;
  /** Set: a slow server, which answers only when this is done. */
  answersAfter: Promise<void> | null = null;
  readonly #directory: string;
  readonly #answers = new Map<string, (request: Request) => Response>();
  readonly #server: Bun.Server<undefined>;

  /** @param hostname where it listens, on loopback as a rule */
  constructor(directory: string, hostname = '127.0.0.1') {
    this.#directory = directory;
    this.#server = Bun.serve({
      hostname,
      port: 0,
      idleTimeout: 0,
      fetch: async (request) => {
        const path = new URL(request.url).pathname;
        this.requests.push({ path, headers: request.headers });
        await this.answersAfter;
        return this.#answers.get(path)?.(request) ?? this.#file(request, path);
      },
    });
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** For `monolith.media_allow_hosts`. */
  get host(): string {
    return `${this.#server.hostname}:${this.#server.port}`;
  }

  /** From now on that path is answered so. */
  answer(path: string, respond: (request: Request) => Response): void {
    this.#answers.set(path, respond);
  }

  /** From now on it is answered with its file again. */
  forget(path: string): void {
    this.#answers.delete(path);
  }

  /** How often a path was asked for. */
  countOf(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }

  async #file(request: Request, path: string): Promise<Response> {
    const file = Bun.file(join(this.#directory, normalize(decodeURIComponent(path))));
    const headers = new Headers({
      'Access-Control-Allow-Origin': '*',
      'Content-Type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    });
    if (!(await file.exists())) return new Response('There is no such file.', { status: 404, headers });
    if (!this.hasRanges) return new Response(await file.bytes(), { headers });
    headers.set('Accept-Ranges', 'bytes');
    const range = rangeOf(request.headers.get('Range'), file.size);
    if (range === null) return new Response(file, { headers });
    if (range === 'unsatisfiable') {
      headers.set('Content-Range', `bytes */${file.size}`);
      return new Response(null, { status: 416, headers });
    }
    const { start, end } = range;
    headers.set('Content-Range', `bytes ${start}-${end - 1}/${file.size}`);
    return new Response(await file.slice(start, end).bytes(), { status: 206, headers });
  }
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`; what is none is as if it were not there. */
function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const [matched, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (matched === undefined || (first === '' && last === '')) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, end } : 'unsatisfiable';
}
