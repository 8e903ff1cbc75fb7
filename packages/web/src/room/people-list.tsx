import { Role, type PlayerStatus, type RoomUserInfo } from '@usher/protocol';
import { useView } from './room-context.ts';

const ROLE_NAMES: Readonly<Record<Role, string | null>> = {
  [Role.Owner]: 'Owner',
  [Role.UnregisteredUser]: null,
  [Role.RegisteredUser]: null,
  [Role.TrustedUser]: 'Trusted',
  [Role.Moderator]: 'Moderator',
  [Role.Administrator]: 'Administrator',
};

const STATUS_TEXTS: Readonly<Record<PlayerStatus, string | null>> = {
  none: null,
  ready: null,
  ended: null,
  buffering: 'loading',
  error: 'cannot play this',
};

export function PeopleList() {
  const { users, you } = useView();
  return (
    <section aria-labelledby="people" className="flex flex-col gap-2">
      <h2 id="people" className="flex items-baseline gap-2 font-semibold">
        People <span className="text-muted text-sm font-normal">{users.length}</span>
      </h2>
      <ul aria-label="People" className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
        {users.map((user) => (
          <Person key={user.id} user={user} isYou={user.id === you} />
        ))}
      </ul>
    </section>
  );
}

function Person({ user, isYou }: { readonly user: RoomUserInfo; readonly isYou: boolean }) {
  const notes = [isYou ? 'you' : null, ROLE_NAMES[user.role], STATUS_TEXTS[user.status]].filter(
    (note) => note !== null,
  );
  return (
    <li
      className={`bg-raised max-w-full truncate rounded-full border px-3 py-0.5 text-sm ${isYou ? 'border-accent' : 'border-transparent'}`}
    >
      {user.name}
      {notes.length > 0 && <span className="text-muted"> {notes.join(', ')}</span>}
    </li>
  );
}
