import { Brand } from '../parts/brand.tsx';
import { AddVideo } from './add-video.tsx';
import { Chat } from './chat.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { CopyLink } from './copy-link.tsx';
import { PeopleList } from './people-list.tsx';
import { PlayerControls } from './player-controls.tsx';
import { QueueList } from './queue-list.tsx';
import { useView } from './room-context.ts';
import { roomTitle } from './room-title.ts';
import { Stage } from './stage.tsx';
import { PlayerProvider } from './player-context.tsx';

/** WEB-11: the video first, then what comes next, and who is there. */
export function RoomScreen({ name }: { readonly name: string }) {
  const { room } = useView();
  return (
    <div className="mx-auto flex min-h-dvh max-w-[110rem] flex-col px-3 pb-4 sm:px-5">
      <header className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 py-3 sm:grid-cols-[auto_minmax(0,1fr)_auto_auto]">
        <Brand />
        <div className="sm:order-last">
          <CopyLink />
        </div>
        <h1 className="text-muted truncate">{roomTitle(room?.title ?? '', room?.name ?? name)}</h1>
        <ConnectionStatus />
      </header>
      {room !== null && <RoomContent empty={room.currentSource === null} />}
    </div>
  );
}

function RoomContent({ empty }: { readonly empty: boolean }) {
  return (
    <main className="grid flex-1 content-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <PlayerProvider>
          <div className="bg-surface border-line overflow-hidden rounded-2xl border">
            <Stage />
            {!empty && <PlayerControls />}
          </div>
        </PlayerProvider>
        {!empty && <AddVideo />}
        <QueueList />
      </div>
      <aside className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-4 lg:h-[calc(100dvh-6rem)]">
        <PeopleList />
        <Chat />
      </aside>
    </main>
  );
}
