import { mayDo, type RoomState, type RoomUserInfo } from '@usher/protocol';

/** Where one voice does not skip: how far the vote is (ROM-23). */
export interface SkipVote {
  readonly votes: number;
  readonly needed: number;
  readonly isOwn: boolean;
}

/** The vote on the current item, as far as there is something to vote on: where one vote is enough, to vote is to skip. */
export function skipVoteOf(
  { enableVoteSkip, votesToSkip, grants }: Pick<RoomState, 'enableVoteSkip' | 'votesToSkip' | 'grants'>,
  users: readonly RoomUserInfo[],
  you: string | null,
): SkipVote | null {
  if (!enableVoteSkip) return null;
  const electorate = users.filter(({ role }) => mayDo(grants, role, 'playback.skip'));
  const needed = Math.ceil(electorate.length / 2);
  if (needed < 2) return null;
  const votes = electorate.filter(({ id }) => votesToSkip.includes(id)).length;
  return { votes, needed, isOwn: you !== null && votesToSkip.includes(you) };
}
