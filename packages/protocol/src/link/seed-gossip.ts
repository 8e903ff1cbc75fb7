import { LIMITS } from '../limits.ts';
import { utf8Length } from '../utf8.ts';
import type { LoadedRoom } from './monolith-dialect.ts';
import { writeMonolithControl } from './write.ts';

/** All rooms as `gossip` frames of at most 256 KiB each; one empty frame when there are none (LNK-31). */
export function writeSeedGossip(rooms: Iterable<LoadedRoom>, withMetadata: boolean): string[] {
  const parts: LoadedRoom[][] = [[]];
  let bytes = 0;
  for (const { room, epoch, metadata } of rooms) {
    const size = withMetadata ? utf8Length(JSON.stringify({ room, epoch, metadata })) + 1 : room.length + 40;
    if (bytes + size > LIMITS.gossipPartBytesMax - 128) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push({ room, epoch, metadata });
  }
  return parts.map((part, index) =>
    writeMonolithControl({
      action: 'gossip',
      rooms: part.map(({ room, epoch, metadata }) =>
        withMetadata ? { room, epoch, metadata } : { room, epoch },
      ),
      part: index + 1,
      parts: parts.length,
    }),
  );
}
