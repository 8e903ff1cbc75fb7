import { isObject, LIMITS, SERVICES, videoKey, type VideoAdd } from '@usher/protocol';
import { videoAddOf } from '../add/video-add-of.ts';

/** What a file holds: what can be added, and how many of its entries cannot. `null`: it is no such file. */
export interface QueueFile {
  readonly videos: readonly VideoAdd[];
  readonly refused: number;
}

/** Files that are larger are none of ours. */
export const QUEUE_FILE_BYTES_MAX = 4 * 1024 * 1024;
const ADDRESS_LENGTH_MAX = 2048;
const SECONDS_MAX = 1e9;

/** A queue as a file for another room, or another day (WEB-16). */
export function writeQueueFile(items: readonly VideoAdd[]): string {
  return `${JSON.stringify({ videos: items.map(videoAddOf) }, null, 2)}\n`;
}

/** Reads what `writeQueueFile` has written, or a bare list. What is no video is counted, and the same one is taken once. */
export function readQueueFile(text: string): QueueFile | null {
  const entries = entriesIn(text);
  if (entries === null) return null;
  const videos = new Map<string, VideoAdd>();
  let refused = 0;
  for (const entry of entries) {
    const video = readVideo(entry);
    if (video === null || videos.size >= LIMITS.queueLengthMax) refused += 1;
    else videos.set(videoKey(video), video);
  }
  return { videos: [...videos.values()], refused };
}

function entriesIn(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const entries = isObject(value) ? value['videos'] : value;
    return Array.isArray(entries) ? entries : null;
  } catch {
    return null;
  }
}

function readVideo(entry: unknown): VideoAdd | null {
  if (!isObject(entry)) return null;
  const { service, id, startAt, endAt, subtitleUrl } = entry;
  if (!isAddress(id) || !SERVICES.some((known) => known === service)) return null;
  if (!(isAbsent(startAt) || isSeconds(startAt)) || !(isAbsent(endAt) || isSeconds(endAt))) return null;
  if (!(isAbsent(subtitleUrl) || isAddress(subtitleUrl))) return null;
  const given = Object.entries(entry).filter(([, value]) => !isAbsent(value));
  return videoAddOf(Object.fromEntries(given) as unknown as VideoAdd);
}

const isAbsent = (value: unknown): value is undefined => value === undefined || value === null;
const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= ADDRESS_LENGTH_MAX;
const isSeconds = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= SECONDS_MAX;
