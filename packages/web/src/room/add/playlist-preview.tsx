import type { LinkPreview } from '@usher/client';
import { videoKey, type QueueItem } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { titleOf } from '../../video.ts';
import { useBlocked } from '../room-context.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { useBulkAdd } from './asking.tsx';

interface PlaylistPreviewProps {
  readonly preview: LinkPreview;
  readonly onDone: () => void;
}

/** Several videos of which one may want some. The one that the link names stands first among the chosen. */
export function PlaylistPreview({ preview: { result, highlighted }, onDone }: PlaylistPreviewProps) {
  const words = useWords('room');
  const blocked = useBlocked('manage-queue.add');
  const [bulk] = useBulkAdd();
  const named = highlighted === undefined ? null : videoKey(highlighted);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(named === null ? [] : [named]));

  function add(videos: readonly QueueItem[]) {
    bulk.add(videos);
    onDone();
  }
  function choose(key: string, isChosen: boolean) {
    setChosen((before) => new Set(isChosen ? [...before, key] : [...before].filter((each) => each !== key)));
  }

  return (
    <article
      aria-label={words('preview')}
      className="bg-surface border-line rounded-card shadow-card animate-appear flex flex-col border"
    >
      <h3 className="px-4 pt-3 font-semibold">{words('playlist', { count: result.length })}</h3>
      <ul className="max-h-72 overflow-y-auto p-2">
        {result.map((video) => {
          const key = videoKey(video);
          return (
            <li key={key}>
              <label className="hover:bg-raised flex cursor-pointer items-center gap-3 rounded-lg p-2">
                <input
                  type="checkbox"
                  className="accent-accent size-5 shrink-0"
                  checked={chosen.has(key)}
                  onChange={({ target }) => choose(key, target.checked)}
                />
                <Thumbnail video={video} className="w-20" />
                <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
                  {titleOf(video)}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      <div className="border-line flex flex-wrap justify-end gap-2 border-t p-3">
        <Button
          blocked={blocked ?? (chosen.size === 0 ? words('chooseFirst') : null)}
          onPress={() => add(result.filter((video) => chosen.has(videoKey(video))))}
        >
          {words('addChosen', { count: chosen.size })}
        </Button>
        <Button blocked={blocked} onPress={() => add(result)}>
          {words('addAll')}
        </Button>
      </div>
    </article>
  );
}
