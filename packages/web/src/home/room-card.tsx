import type { RoomMetadata } from '@usher/protocol';
import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../parts/icons.tsx';
import { hueOf } from '../parts/initials.ts';
import { roomTitle } from '../room/room-title.ts';
import { belowBase } from '../site-path.ts';
import { titleOf } from '../video.ts';

export function RoomCard({ room }: { readonly room: RoomMetadata }) {
  const words = useWords('home');
  const common = useWords('common');
  const users = room.users ?? 0;
  const source = room.currentSource ?? null;
  return (
    <li>
      <Link
        href={`/room/${room.name}`}
        className="group bg-surface border-line rounded-card shadow-card hover:border-edge flex h-full flex-col overflow-hidden border transition"
      >
        <Still room={room.name} thumbnail={source?.thumbnail ?? null} />
        <span className="flex flex-1 flex-col gap-0.5 px-4 pt-3 pb-3.5">
          <span dir="auto" className="truncate font-semibold">
            {roomTitle(room.title ?? '', room.name, common('untitledRoom'))}
          </span>
          <span className="text-muted truncate text-sm">
            {source === null ? words('nothingPlaying') : words('playing', { title: titleOf(source) })}
          </span>
          <span className="text-faint mt-1.5 flex items-center gap-1.5 text-sm">
            <Icon name="people" className="size-4" />
            {words('watching', { count: users })}
          </span>
        </span>
      </Link>
    </li>
  );
}

interface StillProps {
  readonly room: string;
  readonly thumbnail: string | null;
}

/** A picture of what is playing, if it has one that comes; else the room's own colours. */
function Still({ room, thumbnail }: StillProps) {
  const [isBroken, setBroken] = useState(false);
  const hue = hueOf(room);
  return (
    <span
      className="relative flex aspect-video items-center justify-center overflow-hidden"
      style={{
        background: `linear-gradient(160deg, oklch(0.42 0.09 ${hue}), oklch(0.22 0.06 ${hue + 50}))`,
      }}
    >
      {thumbnail === null || isBroken ? (
        <Icon name="film" className="size-9 text-white/50" />
      ) : (
        <img
          src={belowBase(thumbnail)}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
          className="size-full object-cover"
        />
      )}
    </span>
  );
}
