import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { PlaylistPreview } from './playlist-preview.tsx';
import type { Preview } from './use-preview.ts';
import { VideoPreview } from './video-preview.tsx';

interface PreviewPanelProps {
  readonly preview: Preview;
  /** Something of it was added. */
  readonly onDone: () => void;
}

/** What a pasted link leads to, before anything is added (WEB-11). */
export function PreviewPanel({ preview, onDone }: PreviewPanelProps) {
  const words = useWords('room');
  return (
    <div role="status" className="empty:hidden">
      {preview.state === 'looking' && (
        <div className="bg-surface border-line rounded-card flex items-center gap-3 border p-3">
          <span className="sr-only">{words('looking')}</span>
          <Skeleton className="aspect-video w-28" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/4" />
          </div>
        </div>
      )}
      {preview.state === 'refused' && (
        <p className="bg-danger-soft rounded-card flex items-center gap-2 px-4 py-3">
          <Icon name="warning" className="text-danger size-5" />
          {preview.text}
        </p>
      )}
      {preview.state === 'found' && <Found preview={preview} onDone={onDone} />}
    </div>
  );
}

function Found({
  preview,
  onDone,
}: {
  readonly preview: Extract<Preview, { state: 'found' }>;
  readonly onDone: () => void;
}) {
  const [first, ...more] = preview.result;
  if (first === undefined) return null;
  return more.length === 0 ? (
    <VideoPreview video={first} onDone={onDone} />
  ) : (
    <PlaylistPreview preview={preview} onDone={onDone} />
  );
}
