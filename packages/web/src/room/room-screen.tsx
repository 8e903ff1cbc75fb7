import { useWords } from '../i18n/use-words.ts';
import { AccountButton } from '../account/account-button.tsx';
import { PreferencesButton } from '../parts/preferences-button.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { SkipLink } from '../parts/skip-link.tsx';
import { LinkDraftProvider } from './add/link-draft.ts';
import { LinkDrop } from './add/link-drop.tsx';
import { ChatDraftProvider } from './chat/chat-draft.ts';
import { OwnVotesProvider } from './queue/own-votes.ts';
import { useView } from './room-context.ts';
import { RoomContent } from './room-content.tsx';
import { RoomHeader } from './room-header.tsx';

/** WEB-11: the video first, then what comes next, and who is there. */
export function RoomScreen({ name }: { readonly name: string }) {
  const words = useWords('room');
  const room = useView((view) => view.room);
  return (
    <div className="mx-auto flex min-h-dvh max-w-[120rem] flex-col px-3 pb-4 sm:px-5">
      <nav aria-label={words('skipLinks')} className="contents">
        <SkipLink to="video">{words('skipToVideo')}</SkipLink>
        <SkipLink to="panels">{words('skipToPanels')}</SkipLink>
      </nav>
      <RoomHeader name={name} />
      <main className="flex flex-1 flex-col">
        {room === null ? (
          <Skeleton className="aspect-video max-h-[70dvh] w-full" />
        ) : (
          <LinkDraftProvider>
            <ChatDraftProvider>
              <OwnVotesProvider>
                <RoomContent />
              </OwnVotesProvider>
            </ChatDraftProvider>
            <LinkDrop />
          </LinkDraftProvider>
        )}
      </main>
      <footer className="flex justify-center pt-3 sm:hidden">
        <PreferencesButton />
        {/* Not before the room is entered: else both would ask for a session, and be two people. */}
        {room !== null && <AccountButton />}
      </footer>
    </div>
  );
}
