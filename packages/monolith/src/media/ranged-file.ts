import type { Fetched, GuardedFetch } from './guarded-fetch.ts';
import { missingMetadata } from './media-error.ts';

/** What is asked for at once: the tables of a short clip fit in, and few blocks make up what may be read in all. */
const BLOCK_BYTES = 128 * 1024;
/** Where a server has no ranges, only its file's beginning is seen. */
const PREFIX_BYTES_MAX = 1024 * 1024;
/** Of a read that is larger than what may be fetched, this much is. */
const PADDED_READ_FETCHED_BYTES = 512 * 1024;
const PADDED_READ_BYTES_MAX = 16 * 1024 * 1024;

/** A remote file of which parts can be read, each at most once. */
export class RangedFile {
  readonly #http: GuardedFetch;
  #url: URL;
  readonly #blocks = new Map<number, Buffer>();
  #prefix: Buffer = Buffer.alloc(0);
  #size: number | null = null;
  #hasRanges = false;
  #isPadded = false;

  constructor(http: GuardedFetch, url: URL) {
    this.#http = http;
    this.#url = url;
  }

  /** Bytes; `null` when the server does not say. */
  get size(): number | null {
    return this.#size;
  }

  /** Whether zeros were given out for what lies beyond the bounds. */
  get isPadded(): boolean {
    return this.#isPadded;
  }

  /** Reads the beginning, and learns what the server can do. The answer is to be judged by the caller. */
  async open(): Promise<Fetched> {
    const headers = { Range: `bytes=0-${BLOCK_BYTES - 1}` };
    const first = await this.#http.get(this.#url, { headers, bytesMax: PREFIX_BYTES_MAX });
    const range = rangeOf(first);
    this.#url = first.url; // each part would be redirected again
    this.#hasRanges = first.status === 206 && range?.start === 0 && range.size !== null;
    if (this.#hasRanges) {
      this.#size = range?.size ?? null;
      this.#blocks.set(0, first.bytes);
    } else if (first.status !== 206) {
      const length = Number(first.headers['content-length'] ?? Number.NaN);
      this.#size = first.isWhole ? first.bytes.length : Number.isSafeInteger(length) ? length : null;
      this.#prefix = first.bytes;
    }
    return first;
  }

  /**
   * The bytes from `start` to `end`. A film's tables may fill more megabytes than may be fetched, but begin with what says how long it is:
   * of such a read the first part is true, and the rest zeros.
   * @throws MediaError
   */
  async read(start: number, end: number): Promise<Uint8Array> {
    if (!this.#hasRanges) {
      if (end > this.#prefix.length)
        throw missingMetadata('The server of this file cannot send parts of it.');
      return this.#prefix.subarray(start, end);
    }
    if (end - start <= this.#http.bytesLeft) return this.#readBlocks(start, end);
    if (end - start > PADDED_READ_BYTES_MAX) throw missingMetadata('The tables of this file are too large.');
    const bytes = new Uint8Array(end - start);
    bytes.set(await this.#readBlocks(start, Math.min(end, start + PADDED_READ_FETCHED_BYTES)));
    this.#isPadded = true;
    return bytes;
  }

  async #readBlocks(start: number, end: number): Promise<Uint8Array> {
    const first = Math.floor(start / BLOCK_BYTES);
    const last = Math.floor((end - 1) / BLOCK_BYTES);
    for (let index = first; index <= last; index++) {
      if (!this.#blocks.has(index)) await this.#fetchBlocks(index, this.#endOfMissing(index, last));
    }
    const blocks = Array.from(
      { length: last - first + 1 },
      (_, at) => this.#blocks.get(first + at) ?? Buffer.alloc(0),
    );
    const bytes = Buffer.concat(blocks).subarray(start - first * BLOCK_BYTES, end - first * BLOCK_BYTES);
    if (bytes.length < end - start)
      throw missingMetadata('The server did not send what it has of this file.');
    return bytes;
  }

  /** One request for neighbours that are all missing. */
  async #fetchBlocks(first: number, last: number): Promise<void> {
    const start = first * BLOCK_BYTES;
    const end = Math.min((last + 1) * BLOCK_BYTES, this.#size ?? 0);
    const fetched = await this.#http.get(this.#url, {
      headers: { Range: `bytes=${start}-${end - 1}` },
      bytesMax: end - start,
    });
    if (fetched.status !== 206 || rangeOf(fetched)?.start !== start)
      throw missingMetadata('The server did not send the part of the file that was asked for.');
    for (let index = first; index <= last; index++) {
      const at = index * BLOCK_BYTES - start;
      this.#blocks.set(index, fetched.bytes.subarray(at, at + BLOCK_BYTES));
    }
  }

  #endOfMissing(first: number, last: number): number {
    let end = first;
    while (end < last && !this.#blocks.has(end + 1)) end++;
    return end;
  }
}

/** `bytes 0-99/1234`; the size may be `*`. */
function rangeOf({ headers }: Fetched): { start: number; size: number | null } | null {
  const [, start, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  if (start === undefined) return null;
  const bytes = Number(size);
  return { start: Number(start), size: Number.isSafeInteger(bytes) ? bytes : null };
}
