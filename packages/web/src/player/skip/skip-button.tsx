import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { SkipVote } from './skip-vote.ts';
import { useSkip } from './use-skip.ts';

/** Skips the current item, or votes for that; pressed while the own vote counts (ROM-23). */
export function SkipButton({ look }: { readonly look: 'icon' | 'quiet' | 'secondary' }) {
  const { label, vote, blocked, press } = useSkip();
  return (
    <Button
      look={look}
      blocked={blocked}
      onPress={press}
      {...(look === 'icon' && { label })}
      {...(vote !== null && { pressed: vote.isOwn })}
    >
      {look !== 'icon' ? label : vote === null ? <Icon name="skip" /> : <VoteIcon vote={vote} />}
    </Button>
  );
}

/** What is painted is not the button's name: that says the same in words. */
function VoteIcon({ vote: { votes, needed, isOwn } }: { readonly vote: SkipVote }) {
  return (
    <span
      data-votes={`${votes}/${needed}`}
      className={`flex flex-col items-center text-xs leading-3 tabular-nums after:content-[attr(data-votes)] ${isOwn ? 'text-accent' : ''}`}
    >
      <Icon name="skip" className="size-4" />
    </span>
  );
}
