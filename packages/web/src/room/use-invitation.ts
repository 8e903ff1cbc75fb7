import { ApiError } from '@usher/client';
import { useEffect, useState } from 'react';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';

/** Redeems the invitation in the page's address, if there is one, before the room is entered (ROM-35). `true` once that is over, well or not. */
export function useInvitation(room: string): boolean {
  const toast = useToast();
  const errorText = useErrorText();
  const words = useWords('room');
  const [invite] = useState(() => new URLSearchParams(location.search).get('invite'));
  const [isOver, setOver] = useState(invite === null);

  useEffect(() => {
    if (invite === null) return;
    let gone = false;
    callSite((api, token) => api.room(token, room).redeem(invite))
      .catch((error: unknown) => {
        const isInvalid = error instanceof ApiError && error.code === 'BadApiArgumentException';
        toast(isInvalid ? words('invitationInvalid') : errorText(error), { kind: 'error' });
      })
      .finally(() => {
        if (gone) return;
        // What is shown in the address is sent to friends: an invitation is not for everyone.
        history.replaceState(history.state, '', location.pathname);
        setOver(true);
      });
    return () => {
      gone = true;
    };
  }, [invite, room, toast, errorText, words]);

  return isOver;
}
