import { RequestType } from '@usher/protocol';
import { useCallback } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useBlocked, useClient, useRoom, useView } from '../../room/room-context.ts';
import { skipVoteOf, type SkipVote } from './skip-vote.ts';

interface Skip {
  /** "Skip", or "Vote to skip (1 of 2)". */
  readonly label: string;
  /** `null`: it is skipped at once. */
  readonly vote: SkipVote | null;
  /** Why it cannot be done now (WEB-13). */
  readonly blocked: string | null;
  /** Skips, votes for that, or takes the own vote back (ROM-23). */
  readonly press: () => void;
}

/** The way to the next item, whether one may go it alone or not. */
export function useSkip(): Skip {
  const words = useWords('player');
  const client = useClient();
  const room = useRoom();
  const users = useView((view) => view.users);
  const you = useView((view) => view.you);
  const blocked = useBlocked('playback.skip');
  const press = useCallback(() => void client.send({ type: RequestType.Skip }), [client]);
  const vote = skipVoteOf(room, users, you);
  return {
    label: vote === null ? words('skip') : words('skipVote', { votes: vote.votes, needed: vote.needed }),
    vote,
    blocked,
    press,
  };
}
