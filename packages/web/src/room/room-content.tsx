import { Suspense } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Stage } from '../player/stage.tsx';
import { AddVideo } from './add/add-video.tsx';
import { EmptyRoom } from './add/empty-room.tsx';
import { ChatPanel } from './chat/chat-panel.tsx';
import { QueuePanel } from './queue/queue-panel.tsx';
import { useRoom } from './room-context.ts';
import { RoomDescription } from './room-description.tsx';
import { SidePanel } from './side-panel.tsx';
import { useIsWide } from './use-media.ts';
import { useTheatre } from './use-theatre.ts';

/**
 * Where there is width: the video with the queue below it, and a panel beside. Else the video, which stays in view on a phone held upright,
 * and everything else in tabs below. The player is in the same place of the tree in both, and goes on when a window is made wider.
 */
export function RoomContent() {
  const words = useWords('room');
  const { currentSource } = useRoom();
  const isWide = useIsWide();
  const [isTheatre] = useTheatre();
  const isEmpty = currentSource === null;

  return (
    <div className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem] lg:grid-rows-[auto_1fr] lg:gap-5">
      <div
        id="video"
        tabIndex={-1}
        className={`min-w-0 outline-none ${isTheatre && isWide ? 'col-span-2' : ''} ${isEmpty ? '' : 'bg-ground portrait:max-lg:sticky portrait:max-lg:top-0 portrait:max-lg:z-20 max-lg:-mx-3 sm:max-lg:-mx-5'}`}
      >
        {isEmpty ? (
          <EmptyRoom />
        ) : (
          <Suspense fallback={<div className="aspect-video w-full bg-black" />}>
            <Stage chat={<ChatPanel compact />} />
          </Suspense>
        )}
      </div>
      {isWide && (
        <div className="flex min-w-0 flex-col gap-5">
          {!isEmpty && (
            <section aria-label={words('addSection')}>
              <AddVideo />
            </section>
          )}
          <RoomDescription isWide />
          <QueuePanel />
        </div>
      )}
      {!isWide && <RoomDescription isWide={false} />}
      <div
        id="panels"
        tabIndex={-1}
        className={`min-w-0 outline-none ${isWide ? `${isTheatre ? '' : 'col-start-2 row-span-2 row-start-1'} sticky top-4 h-[calc(100dvh-5rem)]` : ''}`}
      >
        <SidePanel isWide={isWide} />
      </div>
    </div>
  );
}
