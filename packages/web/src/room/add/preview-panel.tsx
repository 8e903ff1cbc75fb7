import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { PlaylistPreview } from './playlist-preview.tsx';
import type { Preview } from './use-preview.ts';
import { VideoPreview } from './video-preview.tsx';

interface PreviewPanelProps {
  readonly preview: Preview;
  /** What the link was found in. */
  readonly written: string;
  /** Something of it was added. */
  readonly onDone: () => void;
}

/** What a pasted link leads to, before anything is added (WEB-11). */
export function PreviewPanel({ preview, written, onDone }: PreviewPanelProps) {
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
      {preview.state === 'found' && <Found preview={preview} written={written} onDone={onDone} />}
    </div>
  );
}

interface FoundProps extends PreviewPanelProps {
  readonly preview: Extract<Preview, { state: 'found' }>;
}

function Found({ preview, written, onDone }: FoundProps) {
  const [first, ...more] = preview.result;
  if (first === undefined) return null;
  return more.length === 0 ? (
    <VideoPreview video={first} written={written} onDone={onDone} />
  ) : (
    <PlaylistPreview preview={preview} onDone={onDone} />
  );
}
