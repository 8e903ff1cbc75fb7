import type { QueueItem } from '@usher/protocol';
import { Button as DragHandle } from 'react-aria-components/Button';
import { GridListItem } from 'react-aria-components/GridList';
import { useWords } from '../../i18n/use-words.ts';
import { Icon } from '../../parts/icons.tsx';
import { clockTime, titleOf } from '../../video.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { MoveButtons } from './move-buttons.tsx';
import { trimOf } from './play-time.ts';
import { QueueRowActions } from './queue-row-actions.tsx';
import type { Votes } from './use-votes.ts';
import { VoteButton } from './vote-button.tsx';

export interface QueueRowProps {
  readonly id: string;
  readonly item: QueueItem;
  /** Its index in the queue, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly orderBlocked: string | null;
  /** `null` where nobody votes. */
  readonly votes: Votes | null;
  readonly onMove: (from: number, to: number) => void;
  readonly onTrim: (item: QueueItem) => void;
}

export function QueueRow(props: QueueRowProps) {
  const { id, item, place, count, orderBlocked, votes, onMove } = props;
  const words = useWords('room');
  const title = titleOf(item);
  const trim = trimOf(item);

  return (
    <GridListItem
      id={id}
      textValue={title}
      className="border-line hover:bg-raised/60 data-drop-target:bg-accent-soft data-dragging:opacity-50 focus-visible:outline-focus flex h-17 items-center gap-2 border-b px-2 -outline-offset-2 transition last:border-b-0 sm:gap-3 sm:px-3"
    >
      <DragHandle
        slot="drag"
        aria-label={words('drag', { title })}
        className="text-faint hidden w-6 shrink-0 cursor-grab justify-center rounded py-2 disabled:invisible sm:pointer-fine:flex forced-colors:border"
      >
        <Icon name="drag" />
      </DragHandle>
      <MoveButtons title={title} place={place} count={count} blocked={orderBlocked} onMove={onMove} />
      <Thumbnail video={item} className="w-16 max-[24rem]:hidden sm:w-20" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span dir="auto" className="line-clamp-2 leading-snug font-medium wrap-anywhere">
          {title}
        </span>
        {trim !== null && (
          <span className="text-muted text-xs tabular-nums">
            {words('trimmedTo', {
              start: clockTime(trim.start),
              end: trim.end === null ? words('theEnd') : clockTime(trim.end),
            })}
          </span>
        )}
      </span>
      {votes !== null && <VoteButton item={item} votes={votes} />}
      <QueueRowActions {...props} />
    </GridListItem>
  );
}
