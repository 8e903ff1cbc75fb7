import type { SiteApi } from '@usher/client';
import type { RoomMetadata } from '@usher/protocol';
import { useId } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../parts/icons.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { isGeneratedName, roomTitle } from '../room/room-title.ts';
import { Failure } from './failure.tsx';
import { useAsked } from './use-asked.ts';

const askOwnRooms = (api: SiteApi, token: string) => api.user(token).ownedRooms();

/** The permanent rooms of the account. */
export function OwnRooms({ onLeave }: { readonly onLeave?: () => void }) {
  const words = useWords('account');
  const asked = useAsked(askOwnRooms);
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line flex flex-col gap-2 border-t pt-5">
      <h2 id={id} className="text-sm font-medium">
        {words('ownRooms')}
      </h2>
      {asked.state === 'asking' && <Skeleton className="h-12" />}
      {asked.state === 'failed' && <Failure error={asked.error} onRetry={asked.again} />}
      {asked.state === 'known' && asked.value.length === 0 && (
        <p className="text-muted text-sm">{words('noOwnRooms')}</p>
      )}
      {asked.state === 'known' && asked.value.length > 0 && (
        <ul aria-labelledby={id} className="flex flex-col gap-1.5">
          {asked.value.map((room) => (
            <li key={room.name}>
              <RoomLink room={room} {...(onLeave && { onLeave })} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface RoomLinkProps {
  readonly room: RoomMetadata;
  readonly onLeave?: () => void;
}

function RoomLink({ room: { name, title }, onLeave }: RoomLinkProps) {
  const common = useWords('common');
  return (
    <Link
      href={`/room/${name}`}
      onClick={() => onLeave?.()}
      className="bg-raised hover:border-edge rounded-control flex min-h-11 items-center gap-3 border border-transparent px-3 py-2 transition"
    >
      <Icon name="film" className="text-muted size-5" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span dir="auto" className="truncate font-medium">
          {roomTitle(title ?? '', name, common('untitledRoom'))}
        </span>
        {title && !isGeneratedName(name) && <span className="text-muted truncate text-sm">{name}</span>}
      </span>
    </Link>
  );
}
