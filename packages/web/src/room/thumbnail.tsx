import type { QueueItem } from '@usher/protocol';
import { useState } from 'react';
import { Icon } from '../parts/icons.tsx';
import { belowBase } from '../site-path.ts';
import { clockTime } from '../video.ts';

interface ThumbnailProps {
  readonly video: Pick<QueueItem, 'thumbnail' | 'length'>;
  /** Its width. */
  readonly className: string;
}

/** A video's picture with its length, or what stands for it. */
export function Thumbnail({ video: { thumbnail, length }, className }: ThumbnailProps) {
  const [isBroken, setBroken] = useState(false);
  const isShown = thumbnail !== undefined && /^(https:|\/)/.test(thumbnail) && !isBroken;
  return (
    <span className={`bg-raised relative aspect-video shrink-0 overflow-hidden rounded-lg ${className}`}>
      {isShown ? (
        <img
          src={belowBase(thumbnail)}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          draggable={false}
          onError={() => setBroken(true)}
          className="size-full object-cover"
        />
      ) : (
        <span className="text-faint flex size-full items-center justify-center">
          <Icon name="film" />
        </span>
      )}
      {length !== undefined && (
        <span className="absolute right-1 bottom-1 rounded bg-black/80 px-1 text-xs leading-4 text-white tabular-nums">
          {clockTime(length)}
        </span>
      )}
    </span>
  );
}
