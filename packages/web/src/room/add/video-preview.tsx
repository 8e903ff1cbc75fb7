import { RequestType, type QueueItem } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { titleOf } from '../../video.ts';
import { useBlocked, useClient, useRoom } from '../room-context.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { videoAddOf } from './video-add-of.ts';

/** One video, to be added or played at once. */
export function VideoPreview({ video, onDone }: { readonly video: QueueItem; readonly onDone: () => void }) {
  const words = useWords('room');
  const client = useClient();
  const { currentSource } = useRoom();
  const mayAdd = useBlocked('manage-queue.add');
  const mayPlay = useBlocked('manage-queue.play-now');
  const wanted = videoAddOf(video);

  return (
    <article
      aria-label={words('preview')}
      className="bg-surface border-line rounded-card shadow-card animate-appear flex flex-wrap items-center gap-3 border p-3"
    >
      <Thumbnail video={video} className="w-28" />
      <p className="min-w-32 flex-1 font-medium wrap-anywhere">{titleOf(video)}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          blocked={mayAdd}
          onPress={() => client.send({ type: RequestType.Add, video: wanted }) && onDone()}
        >
          <Icon name="add" />
          {words('addToQueue')}
        </Button>
        {currentSource !== null && (
          <Button
            blocked={mayPlay}
            onPress={() => client.send({ type: RequestType.PlayNow, video: wanted }) && onDone()}
          >
            <Icon name="play" />
            {words('playNow')}
          </Button>
        )}
      </div>
    </article>
  );
}
