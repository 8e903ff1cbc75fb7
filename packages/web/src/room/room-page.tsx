import type { RoomClient } from '@usher/client';
import { useToast } from '../parts/toasts.tsx';
import { RoomProvider, useConnection, useMessages, useView } from './room-context.ts';
import { RoomScreen } from './room-screen.tsx';
import { roomTitle } from './room-title.ts';
import { StoppedPage } from './stopped-page.tsx';
import { useRoomClient } from './use-room-client.ts';

export function RoomPage({ name }: { readonly name: string }) {
  const client = useRoomClient(name);
  return client === null ? null : <ConnectedRoom name={name} client={client} />;
}

function ConnectedRoom({ name, client }: { readonly name: string; readonly client: RoomClient }) {
  const connection = useConnection(client);
  // WEB-14: only the server's refusal ends the page. Everything else is a pause.
  if (connection.state === 'stopped' && connection.code !== null) {
    return <StoppedPage name={name} code={connection.code} onRetry={() => client.start()} />;
  }
  return (
    <RoomProvider value={client}>
      <DocumentTitle name={name} />
      <ErrorToasts />
      <RoomScreen name={name} />
    </RoomProvider>
  );
}

function DocumentTitle({ name }: { readonly name: string }) {
  const { room } = useView();
  return <title>{`${roomTitle(room?.title ?? '', room?.name ?? name)} · Usher`}</title>;
}

/** WEB-13: what the server refuses, it says in words. */
function ErrorToasts() {
  const toast = useToast();
  useMessages((message) => {
    if (message.action === 'error') toast(message.message);
  });
  return null;
}
