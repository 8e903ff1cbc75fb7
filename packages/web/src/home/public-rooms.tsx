import type { RoomMetadata } from '@usher/protocol';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { callSite } from '../session.ts';
import { titleOf } from '../video.ts';

const REFRESH_MS = 15_000;

export function PublicRooms() {
  const rooms = usePublicRooms();
  return (
    <section aria-labelledby="public-rooms" className="flex flex-col gap-4">
      <h2 id="public-rooms" className="text-xl font-semibold tracking-tight">
        Public rooms
      </h2>
      {rooms !== null && rooms.length > 0 ? (
        <ul aria-labelledby="public-rooms" className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          {rooms.map((room) => (
            <RoomCard key={room.name} room={room} />
          ))}
        </ul>
      ) : (
        <p className="text-muted">
          {rooms === null ? 'Looking for rooms…' : 'No public room is open right now.'}
        </p>
      )}
    </section>
  );
}

function RoomCard({ room }: { readonly room: RoomMetadata }) {
  const users = room.users ?? 0;
  return (
    <li>
      <Link
        href={`/room/${room.name}`}
        className="bg-surface border-line hover:border-muted flex h-full flex-col gap-1 rounded-xl border p-4 transition"
      >
        <span className="truncate font-semibold">{room.title || room.name}</span>
        <span className="text-muted truncate text-sm">
          {room.currentSource ? `Playing ${titleOf(room.currentSource)}` : 'Nothing is playing'}
        </span>
        <span className="text-muted text-sm">{users === 1 ? '1 watching' : `${users} watching`}</span>
      </Link>
    </li>
  );
}

/** The list, refreshed while the page is seen; `null` until the first answer. A failed refresh keeps what there is. */
function usePublicRooms(): readonly RoomMetadata[] | null {
  const [rooms, setRooms] = useState<readonly RoomMetadata[] | null>(null);

  useEffect(() => {
    let gone = false;
    async function refresh() {
      if (document.hidden) return;
      const fresh = await callSite((api, token) => api.listRooms(token)).catch(() => null);
      if (!gone) setRooms((known) => fresh ?? known ?? []);
    }
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, []);

  return rooms;
}
