import { rankOf, type RoomUserInfo } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';
import { useRoom, useView } from '../room-context.ts';
import { Person } from './person.tsx';

// WEB-17: few people are banned.
const banDialog = new LazyPart(() => import('./ban-dialog.tsx'), 'BanDialog');

/** Who is here, how their players do, and what may be done about them. */
export function PeoplePanel() {
  const words = useWords('room');
  const users = useView((view) => view.users);
  const you = useView((view) => view.you);
  const { waitingFor } = useRoom();
  const [banned, setBanned] = useState<RoomUserInfo | null>(null);
  const [isBanning, setBanning] = useState(false);
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
            onBan={() => {
              setBanned(user);
              setBanning(true);
            }}
          />
        ))}
      </ul>
      <ShownPart part={banDialog} isShown={isBanning} onShow={setBanning}>
        {(BanDialog) => banned !== null && <BanDialog user={banned} onClose={() => setBanning(false)} />}
      </ShownPart>
    </>
  );
}
