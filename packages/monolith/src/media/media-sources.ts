import type { VideoId } from '@usher/protocol';
import { invalidInput, localFile, unsupportedService } from './media-error.ts';
import type { MediaReference, MediaSource } from './media-source.ts';
import { typedLink } from './typed-link.ts';

/** Something to look up, and who knows about it. */
export interface Located {
  readonly source: MediaSource;
  readonly reference: MediaReference;
}

const INPUT_LENGTH_MIN = 3;
const INPUT_LENGTH_MAX = 2048;

/** Finds the source that something belongs to: the first that takes it. All methods throw `MediaError` when there is none. */
export class MediaSources {
  readonly #sources: readonly MediaSource[];

  constructor(sources: readonly MediaSource[]) {
    this.#sources = sources;
  }

  ofLink(link: string): Located {
    if (/^[a-z]:[\\/]/i.test(link)) throw localFile();
    return this.#locate((source) => source.fromLink(link)) ?? unknown();
  }

  ofId(video: VideoId): Located {
    return this.#locate((source) => source.fromId(video)) ?? unknown();
  }

  /** What somebody has typed: a link, also without its "https://", or words to search for. */
  ofInput(text: string): Located {
    if (text.length < INPUT_LENGTH_MIN)
      throw invalidInput('Type a link, or at least three characters to search for.');
    if (text.length > INPUT_LENGTH_MAX) throw invalidInput('This is too long for a link.');
    const link = typedLink(text);
    if (link !== null) return this.ofLink(link);
    return this.#locate((source) => source.fromSearch?.(text) ?? null) ?? cannotSearch();
  }

  #locate(ask: (source: MediaSource) => MediaReference | null): Located | null {
    for (const source of this.#sources) {
      const reference = ask(source);
      if (reference !== null) return { source, reference };
    }
    return null;
  }
}

function unknown(): never {
  throw unsupportedService('This link is not of a service or file type that can be played here.');
}

function cannotSearch(): never {
  throw invalidInput(
    'This is no link, and searching needs a key of YouTube’s Data API (monolith.youtube_api_key).',
  );
}
