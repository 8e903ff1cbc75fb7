import { SKIP_CATEGORIES, type SkipCategory, type VideoSegment } from '@usher/protocol';
import type { Clock } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Says which parts of YouTube videos are sponsors, intros and the like. Never rejects: who cannot be asked knows of none. */
export interface SegmentSource {
  segmentsOf(videoId: string): Promise<readonly VideoSegment[]>;
}

export interface SponsorBlockOptions {
  /** Where a server of SponsorBlock is; empty: nowhere. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;
const ANSWER_BYTES_MAX = 1024 * 1024;
const REQUESTS_MAX = 32;
const CACHED_MAX = 1_000;
const CACHED_FOR_MS = 3_600_000;
/** After a failure, so that a server that is down costs nobody anything. */
const PAUSE_MS = 60_000;

const answer = z.array(
  z.object({
    videoID: z.string(),
    segments: z.array(
      z.object({
        category: z.string(),
        segment: z.tuple([z.number(), z.number()]),
        actionType: z.string().default('skip'),
      }),
    ),
  }),
);

/**
 * Asks SponsorBlock by the beginning of a hash, which thousands of videos share: the server does not learn which one is
 * watched.
 */
export class SponsorBlock implements SegmentSource, Disposable {
  readonly #options: SponsorBlockOptions;
  readonly #abort = new AbortController();
  readonly #asking = new Map<string, Promise<readonly VideoSegment[]>>();
  /** The least recently wanted first. */
  readonly #cached = new Map<string, { segments: readonly VideoSegment[]; untilMs: number }>();
  #pausedUntilMs = -Infinity;

  constructor(options: SponsorBlockOptions) {
    this.#options = options;
  }

  async segmentsOf(videoId: string): Promise<readonly VideoSegment[]> {
    const { url, clock } = this.#options;
    if (url === '') return [];
    const cached = this.#cached.get(videoId);
    if (cached !== undefined && clock.now() < cached.untilMs) return this.#keep(videoId, cached);
    const asked = this.#asking.get(videoId);
    if (asked !== undefined) return asked;
    if (clock.now() < this.#pausedUntilMs || this.#asking.size >= REQUESTS_MAX) return [];
    const asking = this.#ask(videoId).finally(() => this.#asking.delete(videoId));
    this.#asking.set(videoId, asking);
    return asking;
  }

  /** Ends what is under way. */
  [Symbol.dispose](): void {
    this.#abort.abort();
  }

  async #ask(videoId: string): Promise<readonly VideoSegment[]> {
    const { clock, log } = this.#options;
    try {
      const segments = await this.#fetch(videoId);
      return this.#keep(videoId, { segments, untilMs: clock.now() + CACHED_FOR_MS });
    } catch (error) {
      log.debug({ err: error }, 'SponsorBlock cannot be asked');
      this.#pausedUntilMs = clock.now() + PAUSE_MS;
      return [];
    }
  }

  async #fetch(videoId: string): Promise<readonly VideoSegment[]> {
    const { url, timeoutMs = TIMEOUT_MS } = this.#options;
    const hash = createHash('sha256').update(videoId).digest('hex');
    const query = new URLSearchParams({ categories: JSON.stringify(SKIP_CATEGORIES), service: 'YouTube' });
    const response = await fetch(
      `${url.replace(/\/+$/, '')}/api/skipSegments/${hash.slice(0, 4)}?${query.toString()}`,
      { signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(timeoutMs)]), redirect: 'error' },
    );
    if (response.status === 404) return []; // no video with such a hash has segments
    if (!response.ok) throw new Error(`it answers with ${response.status}`);
    const videos = answer.parse(JSON.parse(await readText(response)));
    return videos.flatMap(({ videoID, segments }) => (videoID === videoId ? readSegments(segments) : []));
  }

  #keep(videoId: string, found: { segments: readonly VideoSegment[]; untilMs: number }) {
    this.#cached.delete(videoId);
    this.#cached.set(videoId, found);
    const [oldest] = this.#cached.keys();
    if (this.#cached.size > CACHED_MAX && oldest !== undefined) this.#cached.delete(oldest);
    return found.segments;
  }
}

/** Throws beyond the bound: an answer of that size is none. */
async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_BYTES_MAX) throw new Error(`its answer has more than ${ANSWER_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What is to be skipped; the server also knows of parts to be muted, and of points of interest. */
function readSegments(segments: z.output<typeof answer>[number]['segments']): VideoSegment[] {
  return segments.flatMap(({ category, segment: [startTime, endTime], actionType }) =>
    actionType === 'skip' && isKnown(category) && startTime >= 0 && startTime < endTime
      ? [{ category, startTime, endTime }]
      : [],
  );
}

const isKnown = (category: string): category is SkipCategory =>
  (SKIP_CATEGORIES as readonly string[]).includes(category);
