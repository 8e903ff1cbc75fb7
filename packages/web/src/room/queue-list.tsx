import { RequestType, videoKey, type QueueItem } from '@usher/protocol';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { clockTime, titleOf } from '../video.ts';
import { useBlocked, useClient, useRoom } from './room-context.ts';

export function QueueList() {
  const { queue } = useRoom();
  return (
    <section aria-labelledby="queue" className="flex flex-col gap-2">
      <h2 id="queue" className="font-semibold">
        Queue
      </h2>
      {queue.length === 0 && (
        <p className="text-muted text-sm">Nothing is waiting. What you add plays in turn.</p>
      )}
      <ul aria-label="Queue" className="flex flex-col gap-1.5">
        {queue.map((item) => (
          <QueueRow key={videoKey(item)} item={item} />
        ))}
      </ul>
    </section>
  );
}

function QueueRow({ item }: { readonly item: QueueItem }) {
  const client = useClient();
  const mayPlay = useBlocked('manage-queue.play-now');
  const mayRemove = useBlocked('manage-queue.remove');
  const title = titleOf(item);
  const video = { service: item.service, id: item.id };

  return (
    <li className="bg-surface border-line flex items-center gap-1 rounded-xl border py-1 pr-1 pl-4">
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {item.length !== undefined && (
        <span className="text-muted px-2 text-sm tabular-nums">{clockTime(item.length)}</span>
      )}
      <Button
        look="icon"
        label={`Play now: ${title}`}
        blocked={mayPlay}
        onPress={() => client.send({ type: RequestType.PlayNow, video })}
      >
        <Icon name="play" />
      </Button>
      <Button
        look="icon"
        label={`Remove: ${title}`}
        blocked={mayRemove}
        onPress={() => client.send({ type: RequestType.Remove, video })}
      >
        <Icon name="remove" />
      </Button>
    </li>
  );
}
