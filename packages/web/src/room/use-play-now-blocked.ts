import { videoKey, type VideoId } from '@usher/protocol';
import { useBlocked, useRoom } from './room-context.ts';

/** Why `video` cannot be played now, or `null`. What waits in the queue is taken from there, anything else is added: that has to be permitted, too (MSG-14). */
export function usePlayNowBlocked(video: VideoId): string | null {
  const { queue } = useRoom();
  const isQueued = queue.some((item) => videoKey(item) === videoKey(video));
  const played = useBlocked('manage-queue.play-now');
  const placed = useBlocked(isQueued ? 'manage-queue.order' : 'manage-queue.add');
  return played ?? placed;
}
