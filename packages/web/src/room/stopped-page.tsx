import { CLOSE_CODES, CloseCode } from '@usher/protocol';
import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { MessagePage } from '../parts/message-page.tsx';
import { callSite, reasonOf } from '../session.ts';
import { useToast } from '../parts/toasts.tsx';

interface StoppedPageProps {
  readonly name: string;
  /** The code that the server closed the connection with (CON-9). */
  readonly code: number;
  readonly onRetry: () => void;
}

/** Why there is no room to show, and what next (WEB-14). */
export function StoppedPage({ name, code, onRetry }: StoppedPageProps) {
  const again = (label: string) => (
    <Button look="primary" onPress={onRetry}>
      {label}
    </Button>
  );
  switch (code) {
    case CloseCode.RoomNotFound:
      return (
        <MessagePage title="This room is not open" actions={<MakeRoom name={name} onMade={onRetry} />}>
          There is no room called “{name}”, or it is a private one and you have no invitation. Perhaps the
          link has a typing error.
        </MessagePage>
      );
    case CloseCode.InvalidRoom:
      return (
        <MessagePage title="This cannot be a room">
          “{name}” is not a name that a room can have: they are of letters, digits, “-” and “_”.
        </MessagePage>
      );
    case CloseCode.RoomUnloaded:
      return (
        <MessagePage title="The room was closed" actions={again('Open it again')}>
          “{name}” was closed on the server. If it is kept, it opens again as soon as somebody enters.
        </MessagePage>
      );
    case CloseCode.Kicked:
      return (
        <MessagePage title="You were removed from the room" actions={again('Enter again')}>
          Somebody who looks after “{name}” has removed you. You may come back, unless you were banned.
        </MessagePage>
      );
    case CloseCode.Unauthenticated:
      return (
        <MessagePage title="The site does not know you" actions={again('Try again')}>
          It did not accept this browser’s session, nor a new one.
        </MessagePage>
      );
    default:
      return (
        <MessagePage title="The connection was ended" actions={again('Try again')}>
          The server gave the reason {code}: {meaningOf(code)}.
        </MessagePage>
      );
  }
}

function MakeRoom({ name, onMade }: { readonly name: string; readonly onMade: () => void }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();

  async function make() {
    setBusy(true);
    try {
      await callSite((api, token) =>
        api.createRoom(token, { name, isTemporary: true, visibility: 'unlisted' }),
      );
      onMade();
    } catch (error) {
      toast(reasonOf(error));
      setBusy(false);
    }
  }

  return (
    <Button look="primary" blocked={busy ? 'The room is being made.' : null} onPress={() => void make()}>
      Create this room
    </Button>
  );
}

function meaningOf(code: number): string {
  const known: Readonly<Record<number, { meaning: string }>> = CLOSE_CODES;
  return known[code]?.meaning ?? 'unknown';
}
