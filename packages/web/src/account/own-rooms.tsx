import type { RoomMetadata } from '@usher/protocol';
import { useEffect, useId, useState } from 'react';
import { Link } from 'wouter';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../parts/icons.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';

/** The permanent rooms of the account. */
export function OwnRooms({ onLeave }: { readonly onLeave?: () => void }) {
  const words = useWords('account');
  const rooms = useOwnRooms();
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line flex flex-col gap-2 border-t pt-5">
      <h2 id={id} className="text-sm font-medium">
        {words('ownRooms')}
      </h2>
      {rooms === null && <Skeleton className="h-12" />}
      {rooms?.length === 0 && <p className="text-muted text-sm">{words('noOwnRooms')}</p>}
      <ul aria-labelledby={id} className="flex flex-col gap-1.5">
        {rooms?.map((room) => (
          <li key={room.name}>
            <Link
              href={`/room/${room.name}`}
              onClick={() => onLeave?.()}
              className="bg-raised hover:border-edge rounded-control flex min-h-11 items-center gap-3 border border-transparent px-3 py-2 transition"
            >
              <Icon name="film" className="text-muted size-5" />
              <span className="flex min-w-0 flex-1 flex-col">
                <span className="truncate font-medium">{room.title || room.name}</span>
                {room.title && <span className="text-muted truncate text-sm">{room.name}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useOwnRooms(): readonly RoomMetadata[] | null {
  const [rooms, setRooms] = useState<readonly RoomMetadata[] | null>(null);
  const toast = useToast();
  const errorText = useErrorText();
  useEffect(() => {
    let isGone = false;
    callSite((api, token) => api.user(token).ownedRooms()).then(
      (fresh) => isGone || setRooms(fresh),
      (error: unknown) => isGone || toast(errorText(error), { kind: 'error' }),
    );
    return () => {
      isGone = true;
    };
  }, [toast, errorText]);
  return rooms;
}
