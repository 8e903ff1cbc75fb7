import type { CaptionTrack } from './media-player.ts';
import { plainLines } from '../captions/plain-lines.ts';

/** The subtitles that come with what a `<video>` plays. The page draws them itself: so they look the same with every player. */
export class ElementCaptions {
  readonly #tracks: TextTrackList;
  readonly #onNews: () => void;
  #chosen: TextTrack | null = null;

  constructor(video: HTMLVideoElement, onNews: () => void) {
    this.#tracks = video.textTracks;
    this.#onNews = onNews;
    this.#tracks.addEventListener('addtrack', onNews);
    this.#tracks.addEventListener('removetrack', onNews);
  }

  /** `known`, if these still are the tracks. */
  tracks(known: readonly CaptionTrack[]): readonly CaptionTrack[] {
    const tracks = [...this.#tracks].flatMap(({ kind, label, language }, index) =>
      kind === 'subtitles' || kind === 'captions'
        ? [{ id: String(index), label: label || language || String(index + 1) }]
        : [],
    );
    const isSame =
      tracks.length === known.length &&
      tracks.every(({ id, label }, n) => known[n]?.id === id && known[n].label === label);
    return isSame ? known : tracks;
  }

  choose(id: string | null): void {
    this.#chosen?.removeEventListener('cuechange', this.#onNews);
    this.#chosen = id === null ? null : (this.#tracks[Number(id)] ?? null);
    for (const track of this.#tracks) track.mode = track === this.#chosen ? 'hidden' : 'disabled';
    this.#chosen?.addEventListener('cuechange', this.#onNews);
    this.#onNews();
  }

  lines(): readonly string[] {
    const cues = [...(this.#chosen?.activeCues ?? [])];
    return cues.flatMap((cue) => ('text' in cue ? plainLines(String(cue.text)) : []));
  }

  destroy(): void {
    this.#chosen?.removeEventListener('cuechange', this.#onNews);
    this.#tracks.removeEventListener('addtrack', this.#onNews);
    this.#tracks.removeEventListener('removetrack', this.#onNews);
  }
}
