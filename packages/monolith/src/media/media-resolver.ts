import type { Service, Video, VideoAdd } from '@usher/protocol';
import type { Resolved, RoomError } from '../core/room/room-io.ts';

/** Where videos come from. `RoomError`s are for whoever asked; anything thrown is our fault. */
export interface MediaSource {
  readonly service: Service;
  /** What a pasted link stands for; `null`: not one of this source's. */
  fromUrl(url: string): Promise<Video | RoomError> | null;
  fromId(id: string): Promise<Video | RoomError>;
}

/** Metadata of what people add (ROM-20): asks the source that a link or a service belongs to. */
export class MediaResolver {
  readonly #sources: readonly MediaSource[];

  constructor(sources: readonly MediaSource[]) {
    this.#sources = sources;
  }

  /** One video for each that is wanted, in the same order, or the first error. */
  async resolve(wanted: { url: string } | { videos: readonly VideoAdd[] }): Promise<Resolved> {
    const found =
      'url' in wanted ? [this.#fromUrl(wanted.url)] : wanted.videos.map((video) => this.#fromId(video));
    const videos: Video[] = [];
    for (const video of await Promise.all(found)) {
      if ('code' in video) return { ok: false, error: video };
      videos.push(video);
    }
    return { ok: true, videos };
  }

  async #fromUrl(url: string): Promise<Video | RoomError> {
    for (const source of this.#sources) {
      const found = source.fromUrl(url);
      if (found !== null) return found;
    }
    return unsupported('This link is not of a service or file type that can be played here.');
  }

  async #fromId({ service, id }: VideoAdd): Promise<Video | RoomError> {
    const source = this.#sources.find((candidate) => candidate.service === service);
    return source?.fromId(id) ?? unsupported(`Videos of ${service} cannot be played here.`);
  }
}

const unsupported = (message: string): RoomError => ({ code: 'UnsupportedServiceException', message });
