import { RequestType, type VideoAdd } from '@usher/protocol';
import { inRequests } from '../queue/queue-file.ts';
import { useClient } from '../room-context.ts';
import { videoAddOf } from './video-add-of.ts';

/** Adds any number of videos, in as few messages as carry them. `false` when there is no connection for it. */
export function useAddVideos(): (videos: readonly VideoAdd[]) => boolean {
  const client = useClient();
  return (videos) =>
    inRequests(videos.map(videoAddOf)).every((part) =>
      client.send({ type: RequestType.Add, videos: [...part] }),
    );
}
