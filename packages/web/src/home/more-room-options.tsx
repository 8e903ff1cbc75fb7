import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import { ShownPart } from '../parts/shown-part.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

const roomOptions = new LazyPart(() => import('./room-options.tsx'), 'RoomOptions');

/** What may be said about a new room, for who asks for it. */
export function MoreRoomOptions() {
  const words = useWords('home');
  const [wasOpened, setOpened] = useState(false);
  return (
    <details className="border-line rounded-card -mt-5 border px-4 sm:px-5" onToggle={() => setOpened(true)}>
      <summary className="disclosure">{words('roomOptions')}</summary>
      <div className="pt-3 pb-5">
        <ShownPart
          part={roomOptions}
          isShown={wasOpened}
          onShow={setOpened}
          fallback={<Skeleton className="h-56" />}
        >
          {(RoomOptions) => <RoomOptions />}
        </ShownPart>
      </div>
    </details>
  );
}
