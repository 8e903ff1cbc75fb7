import { RequestType, type QueueItem } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { titleOf } from '../../video.ts';
import { useBlocked, useRoom } from '../room-context.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { usePlayNowBlocked } from '../use-play-now-blocked.ts';
import type { LookedUp } from './asks.ts';
import { useSendLink } from './use-send-link.ts';
import { videoAddOf } from './video-add-of.ts';

interface VideoPreviewProps {
  readonly video: QueueItem;
  /** What its link was found in. */
  readonly written: string;
  readonly onDone: () => void;
}

/** One video, to be added or played at once. */
export function VideoPreview({ video, written, onDone }: VideoPreviewProps) {
  const words = useWords('room');
  const sendLink = useSendLink();
  const { currentSource } = useRoom();
  const mayAdd = useBlocked('manage-queue.add');
  const mayPlay = usePlayNowBlocked(video);
  const ask = (type: LookedUp['type']) => {
    if (sendLink({ type, video: videoAddOf(video) }, written)) onDone();
  };

  return (
    <article
      aria-label={words('preview')}
      className="bg-surface border-line rounded-card shadow-card animate-appear flex flex-wrap items-center gap-3 border p-3"
    >
      <Thumbnail video={video} className="w-28" />
      <p dir="auto" className="min-w-32 flex-1 font-medium wrap-anywhere">
        {titleOf(video)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button blocked={mayAdd} onPress={() => ask(RequestType.Add)}>
          <Icon name="add" />
          {words('addToQueue')}
        </Button>
        {currentSource !== null && (
          <Button blocked={mayPlay} onPress={() => ask(RequestType.PlayNow)}>
            <Icon name="play" />
            {words('playNow')}
          </Button>
        )}
      </div>
    </article>
  );
}
