import { LIMITS, utf8Length, type VideoAdd } from '@usher/protocol';

/** Well below what a message may have (CON-5): the rest of it needs room, too. */
const PART_BYTES_MAX = LIMITS.clientMessageBytesMax / 2;
/** A room looks all of a part up before it adds any (ROM-20). */
const PART_VIDEOS_MAX = 15;

/** The videos in parts that are each asked for at once. */
export function inParts<Video extends VideoAdd>(videos: readonly Video[]): readonly (readonly Video[])[] {
  const parts: Video[][] = [];
  let bytes = Infinity;
  for (const video of videos) {
    const size = utf8Length(JSON.stringify(video)) + 1;
    bytes += size;
    if (bytes > PART_BYTES_MAX || parts.at(-1)?.length === PART_VIDEOS_MAX) {
      parts.push([]);
      bytes = size;
    }
    parts.at(-1)?.push(video);
  }
  return parts;
}
