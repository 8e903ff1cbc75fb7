import { Role, type RoomUserInfo } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { PersonMenu } from './person-menu.tsx';
import { ROLE_WORDS } from './role-words.ts';

interface PersonProps {
  readonly user: RoomUserInfo;
  readonly isYou: boolean;
  /** The room waits for their player. */
  readonly isAwaited: boolean;
  readonly onBan: () => void;
}

export function Person({ user, isYou, isAwaited, onBan }: PersonProps) {
  const words = useWords('room');
  const status = statusOf(user, isAwaited);
  return (
    <li className="flex min-h-13 items-center gap-3 rounded-lg px-2 py-1 [content-visibility:auto] [contain-intrinsic-size:auto_3.25rem]">
      <Avatar name={user.name} />
      <span className="flex min-w-0 flex-1 flex-col leading-tight">
        {/* As long as it is: a name that is cut off may be another one's. */}
        <span className="font-medium wrap-anywhere">
          <bdi>{user.name}</bdi>
          {isYou && <span className="text-muted font-normal"> {words('you')}</span>}
        </span>
        {status !== null && (
          <span className={`text-sm ${user.status === 'error' ? 'text-danger' : 'text-muted'}`}>
            {words(status)}
          </span>
        )}
      </span>
      {user.role !== Role.UnregisteredUser && user.role !== Role.RegisteredUser && (
        <span
          className={`rounded-full px-2.5 py-0.5 text-xs font-medium ${user.role === Role.Owner ? 'bg-accent-soft text-accent' : 'bg-raised'}`}
        >
          {words(ROLE_WORDS[user.role])}
        </span>
      )}
      {!isYou && <PersonMenu user={user} onBan={onBan} />}
    </li>
  );
}

function statusOf({ status }: RoomUserInfo, isAwaited: boolean): WordKey<'room'> | null {
  if (status === 'error') return 'statusError';
  if (isAwaited) return 'statusAwaited';
  switch (status) {
    case 'buffering':
      return 'statusBuffering';
    case 'ready':
      return 'statusReady';
    case 'none':
    case 'ended':
      return null;
    default:
      return status satisfies never;
  }
}
