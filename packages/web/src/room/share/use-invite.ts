import { useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { mayInvite } from '../may-invite.ts';
import { useOffline, useRole, useRoom } from '../room-context.ts';

export interface Invite {
  /** The newest invitation, as a link to send. */
  readonly link: string | null;
  /** Makes a new one. */
  readonly make: () => void;
  readonly isPending: boolean;
  /** Why none can be made now, or `null` (WEB-13). */
  readonly blocked: string | null;
}

/** Invitations, by which people enter a private room (ROM-35). */
export function useInvite(): Invite {
  const words = useWords('room');
  const errorText = useErrorText();
  const toast = useToast();
  const offline = useOffline();
  const role = useRole();
  const room = useRoom();
  const [link, setLink] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function make(): Promise<void> {
    setPending(true);
    try {
      const code = await callSite((api, token) => api.room(token, room.name).invite());
      setLink(`${location.origin}${location.pathname}?invite=${encodeURIComponent(code)}`);
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
    }
    setPending(false);
  }

  const blocked = offline ?? (mayInvite(room, role) ? null : words('inviteNotPermitted'));
  return { link, make: () => void make(), isPending, blocked };
}
