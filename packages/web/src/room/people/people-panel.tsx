import { rankOf, type RoomUserInfo } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useRoom, useView } from '../room-context.ts';
import { BanDialog } from './ban-dialog.tsx';
import { Person } from './person.tsx';

/** Who is here, how their players do, and what may be done about them. */
export function PeoplePanel() {
  const words = useWords('room');
  const users = useView((view) => view.users);
  const you = useView((view) => view.you);
  const { waitingFor } = useRoom();
  const [banned, setBanned] = useState<RoomUserInfo | null>(null);
  const inOrder = users.toSorted(
    (one, other) =>
      Number(other.id === you) - Number(one.id === you) ||
      rankOf(other.role) - rankOf(one.role) ||
      one.name.localeCompare(other.name),
  );
  return (
    <>
      <ul
        aria-label={words('people')}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain p-1.5"
      >
        {inOrder.map((user) => (
          <Person
            key={user.id}
            user={user}
            isYou={user.id === you}
            isAwaited={waitingFor.includes(user.id)}
            onBan={() => setBanned(user)}
          />
        ))}
      </ul>
      {banned !== null && <BanDialog user={banned} onClose={() => setBanned(null)} />}
    </>
  );
}
