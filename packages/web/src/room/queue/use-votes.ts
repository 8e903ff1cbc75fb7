import { RequestType, videoKey, type QueueItem } from '@usher/protocol';
import { useMemo } from 'react';
import { useClient, useRoom, useView } from '../room-context.ts';
import { useOwnVotes } from './own-votes.ts';

export interface Votes {
  readonly count: (item: QueueItem) => number;
  readonly isOwn: (item: QueueItem) => boolean;
  readonly toggle: (item: QueueItem) => void;
}

/** The votes for what is queued. The room tells how many there are; which are our own this page remembers, as long as it is the same client. */
export function useVotes(): Votes {
  const client = useClient();
  const { voteCounts } = useRoom();
  const you = useView((view) => view.you);
  const [own, setOwn] = useOwnVotes();

  // Rows are drawn anew when this is another object.
  return useMemo(() => {
    const counts = new Map(voteCounts);
    const keys = own.of === you ? own.keys : new Set<string>();
    const count = (item: QueueItem) => counts.get(videoKey(item)) ?? 0;
    const isOwn = (item: QueueItem) => keys.has(videoKey(item)) && count(item) > 0;
    function toggle(item: QueueItem) {
      const add = !isOwn(item);
      const { service, id } = item;
      if (!client.send({ type: RequestType.Vote, video: { service, id }, add })) return;
      const others = [...keys].filter((key) => key !== videoKey(item));
      setOwn({ of: you, keys: new Set(add ? [...others, videoKey(item)] : others) });
    }
    return { count, isOwn, toggle };
  }, [client, voteCounts, you, own, setOwn]);
}
