import { LIMITS, videoKey, type Video, type VideoAdd, type VideoId } from '@usher/protocol';
import type { Resolved } from '../core/room/room-io.ts';
import { MediaError, missingMetadata } from './media-error.ts';
import { MediaLookups, type MediaLookupsOptions } from './media-lookups.ts';
import type { FoundVideo, MediaSource } from './media-source.ts';
import { MediaSources, type Located } from './media-sources.ts';

/** Who asks, and for how long. */
export interface Asking {
  /** A session's id, or an address: whose lookups are counted together (MED-2). */
  readonly by: string;
  /** Aborted: nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** What people get to see before they add something. */
export interface Preview {
  readonly videos: readonly FoundVideo[];
  /** The one among them that the link named. */
  readonly highlighted?: VideoId;
}

/** However much has to be looked up: nobody waits longer (MED-3). */
const DEADLINE_MS = 60_000;
/** A room may take a whole queue at once. Previews are for one person, who looks at one at a time. */
const ROOM_WAITING_MAX = LIMITS.queueLengthMax;
const PREVIEW_WAITING_MAX = 10;

/** Metadata of what people add (ROM-20), and of what they think of adding. */
export class MediaResolver {
  readonly #sources: MediaSources;
  readonly #lookups: MediaLookups;

  /** @param sources are asked in this order whether something is theirs */
  constructor(sources: readonly MediaSource[], options: MediaLookupsOptions) {
    this.#sources = new MediaSources(sources);
    this.#lookups = new MediaLookups(options);
  }

  /** One video for each that is wanted, in the same order, or all that a link stands for; or the first error. */
  async resolve(
    wanted: { url: string } | { videos: readonly VideoAdd[] },
    asking: Asking,
  ): Promise<Resolved> {
    try {
      const located =
        'url' in wanted
          ? [this.#sources.ofLink(wanted.url)]
          : wanted.videos.map((video) => this.#sources.ofId(video));
      const found = await this.#lookUp(located, ROOM_WAITING_MAX, asking);
      return { ok: true, videos: found.flat() };
    } catch (error) {
      if (error instanceof MediaError) return { ok: false, error: error.toRoomError() };
      throw error;
    }
  }

  /**
   * What a link stands for, or what a search finds. For a video that is shown in a list, the list.
   * @throws MediaError
   */
  async preview(input: string, asking: Asking): Promise<Preview> {
    const located = this.#sources.ofInput(input.trim());
    const [videos = []] = await this.#lookUp([located], PREVIEW_WAITING_MAX, asking);
    const { service, id, list } = located.reference;
    if (list === undefined) return { videos };
    const inList = { source: located.source, reference: { service, kind: 'list', id: list } } as const;
    const [listed = []] = await this.#lookUp([inList], PREVIEW_WAITING_MAX, asking).catch(ifRefused([]));
    const isNamed = (video: Video) => videoKey(video) === videoKey({ service, id });
    if (!listed.some(isNamed)) return { videos };
    const shown = listed.map((video) => (isNamed(video) ? highlighted(video) : video));
    return { videos: shown, highlighted: { service, id } };
  }

  async #lookUp(
    located: readonly Located[],
    waitingMax: number,
    { by: id, signal: gone }: Asking,
  ): Promise<(readonly FoundVideo[])[]> {
    const failed = new AbortController();
    const signal = AbortSignal.any([gone, failed.signal, AbortSignal.timeout(DEADLINE_MS)]);
    try {
      const found = await this.#lookups.lookUp(located, { id, waitingMax, signal });
      return found.map((videos, index) => withStart(videos, located[index]));
    } catch (error) {
      if (signal.aborted) throw missingMetadata('Looking this up takes too long.');
      failed.abort(error); // the others of the same request need not be begun
      throw error;
    }
  }
}

const highlighted = (video: Video): Video => ({ ...video, highlight: true });

/** A link may say where its video shall start; that is no property of the video. */
function withStart(videos: readonly Video[], located: Located | undefined): readonly FoundVideo[] {
  const startAt = located?.reference.startAt;
  return startAt === undefined ? videos : videos.map((video) => ({ ...video, startAt }));
}

function ifRefused<Instead>(instead: Instead): (error: unknown) => Instead {
  return (error) => {
    if (error instanceof MediaError) return instead;
    throw error;
  };
}
