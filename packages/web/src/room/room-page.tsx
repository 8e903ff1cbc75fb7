import type { RoomClient } from '@usher/client';
import { useRefusalText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { AriaLanguage } from '../parts/aria-language.tsx';
import { useToast } from '../parts/toasts.tsx';
import { usePageTitle } from '../parts/use-page-title.ts';
import { titleOf } from '../video.ts';
import { AskingProvider, useRefusals } from './add/asking.tsx';
import { BulkAddToasts } from './add/bulk-add-toasts.tsx';
import { RoomProvider, useConnection, useView } from './room-context.ts';
import { RoomScreen } from './room-screen.tsx';
import { roomTitle } from './room-title.ts';
import { StoppedPage } from './stopped-page.tsx';
import { UnreachablePage } from './unreachable-page.tsx';
import { useInvitation } from './use-invitation.ts';
import { useRoomClient } from './use-room-client.ts';

export function RoomPage({ name }: { readonly name: string }) {
  const isLetIn = useInvitation(name);
  return <AriaLanguage>{isLetIn && <EnteredRoom name={name} />}</AriaLanguage>;
}

function EnteredRoom({ name }: { readonly name: string }) {
  const client = useRoomClient(name);
  return client === null ? null : <ConnectedRoom name={name} client={client} />;
}

function ConnectedRoom({ name, client }: { readonly name: string; readonly client: RoomClient }) {
  const connection = useConnection(client);
  // WEB-14: only the server's refusal ends the page. Everything else is a pause.
  if (connection.state === 'stopped' && connection.code !== null) {
    const { code, reason } = connection;
    return <StoppedPage name={name} code={code} reason={reason} onRetry={() => client.start()} />;
  }
  if (isUnreachable(client)) return <UnreachablePage onRetry={() => client.retryNow()} />;
  return (
    <RoomProvider value={client}>
      <PageTitle name={name} />
      <AskingProvider>
        <ErrorToasts />
        <BulkAddToasts />
        <RoomScreen name={name} />
      </AskingProvider>
    </RoomProvider>
  );
}

/** Nothing has come yet, and more than one attempt has failed. */
function isUnreachable({ connection, view }: RoomClient): boolean {
  return view.room === null && 'attempt' in connection && connection.attempt > 1;
}

function PageTitle({ name }: { readonly name: string }) {
  const words = useWords('common');
  const room = useView((view) => view.room);
  const title = roomTitle(room?.title ?? '', room?.name ?? name, words('untitledRoom'));
  usePageTitle(room?.currentSource && titleOf(room.currentSource), title);
  return null;
}

/** WEB-13: what the server refuses, it says in words. */
function ErrorToasts() {
  const toast = useToast();
  const refusalText = useRefusalText();
  useRefusals(({ code, message }) => toast(refusalText(code, message), { kind: 'error' }));
  return null;
}
