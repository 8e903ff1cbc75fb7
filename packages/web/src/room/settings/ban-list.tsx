import type { RoomBan } from '@usher/client';
import { useEffect, useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { Button } from '../../parts/button.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { useBlocked, useRoom } from '../room-context.ts';

/** Who is banned; a ban can be lifted (ROM-34). */
export function BanList() {
  const words = useWords('settings');
  const errorText = useErrorText();
  const toast = useToast();
  const { name: room } = useRoom();
  const blocked = useBlocked('manage-users.kick');
  const [bans, setBans] = useState<readonly RoomBan[] | null>(null);

  useEffect(() => {
    if (blocked !== null) return;
    const asking = new AbortController();
    callSite((api, token) => api.room(token, room).bans(asking.signal))
      .then(setBans)
      .catch((error: unknown) => asking.signal.aborted || toast(errorText(error), { kind: 'error' }));
    return () => asking.abort();
  }, [room, blocked, toast, errorText]);

  async function unban(ban: RoomBan) {
    try {
      await callSite((api, token) => api.room(token, room).unban(ban.id));
      setBans((before) => before?.filter(({ id }) => id !== ban.id) ?? null);
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
    }
  }

  return (
    <section aria-labelledby="bans" className="flex flex-col gap-3">
      <h3 id="bans" className="font-semibold">
        {words('bans')}
      </h3>
      {blocked !== null && <p className="text-muted text-sm">{blocked}</p>}
      {blocked === null && bans?.length === 0 && <p className="text-muted text-sm">{words('noBans')}</p>}
      {bans !== null && bans.length > 0 && (
        <ul aria-labelledby="bans" className="border-line rounded-card divide-line divide-y border">
          {bans.map((ban) => {
            const name = ban.name ?? words('somebody');
            return (
              <li key={ban.id} className="flex items-center gap-3 px-3 py-2">
                <Avatar name={name} />
                <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
                  {name}
                </span>
                <Button onPress={() => void unban(ban)}>{words('unban')}</Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
