import type { QueueItem } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { titleOf } from '../../video.ts';
import { useBlocked } from '../room-context.ts';
import type { Votes } from './use-votes.ts';

export function VoteButton({ item, votes }: { readonly item: QueueItem; readonly votes: Votes }) {
  const words = useWords('room');
  const blocked = useBlocked('manage-queue.vote');
  const count = votes.count(item);
  const isOwn = votes.isOwn(item);
  return (
    <Button
      look="secondary"
      label={words('vote', { title: titleOf(item), count })}
      pressed={isOwn}
      blocked={blocked}
      className={`px-2.5 tabular-nums ${isOwn ? 'border-accent bg-accent-soft text-accent' : ''}`}
      onPress={() => votes.toggle(item)}
    >
      <Icon name="vote" className="size-4" />
      {count}
    </Button>
  );
}
