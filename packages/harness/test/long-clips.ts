import { writeFileSync } from 'node:fs';
import { tempDir } from '@usher/harness';
import { MediaServer } from '@usher/harness/media';

const PLAYLIST = `#EXTM3U\n#EXT-X-TARGETDURATION:3600\n#EXTINF:3600,\n1.ts\n#EXT-X-ENDLIST\n`;

/** Videos of an hour that nobody needs to play: only what a room looks up of them is there. */
export class LongClips implements AsyncDisposable {
  readonly #directory = tempDir();
  readonly #server: MediaServer;

  constructor(names: readonly string[], hostname?: string) {
    for (const name of names) writeFileSync(`${this.#directory.path}/${name}.m3u8`, PLAYLIST);
    this.#server = new MediaServer(this.#directory.path, hostname);
  }

  /** For `monolith.media_allow_hosts`. */
  get host(): string {
    return this.#server.host;
  }

  video(name: string): { service: 'hls'; id: string } {
    return { service: 'hls', id: `${this.#server.origin}/${name}.m3u8` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    this.#directory[Symbol.dispose]();
  }
}
