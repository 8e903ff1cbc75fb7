import { ADTS, CustomSource, FLAC, Input, MATROSKA, MP3, MP4, OGG, QTFF, WAVE, WEBM } from 'mediabunny';
import type { RangedFile } from './ranged-file.ts';

/** Files whose bytes say all. Never all that the library knows: a playlist would have it fetch what stands in it, past our guard. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, MP3, OGG, ADTS, FLAC, WAVE];

/** How long a file plays, seconds; `null` when its bytes, as far as they can be had, do not say. */
export async function readDuration(file: RangedFile): Promise<number | null> {
  const { size } = file;
  if (size === null || size === 0) return null;
  const source = new CustomSource({
    getSize: () => size,
    read: (start, end) => file.read(start, end),
    handleUnhandledError: () => undefined,
  });
  using input = new Input({ source, formats: FORMATS });
  try {
    const stated = await input.getDurationFromMetadata();
    if (stated !== null || file.isPadded) return stated;
    return await input.computeDuration();
  } catch {
    return null; // of a form that the library does not know, or more of it would have to be read than may be
  }
}
