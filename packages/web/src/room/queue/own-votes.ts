import { createKeptState } from '../kept-state.ts';

interface OwnVotes {
  /** The client that has given them: with it they go (ROM-22). */
  readonly of: string | null;
  readonly keys: ReadonlySet<string>;
}

const NONE: OwnVotes = { of: null, keys: new Set() };

/** Which votes are our own: no message of the room tells, and the queue goes into a tab and back. */
export const { KeptStateProvider: OwnVotesProvider, useKeptState: useOwnVotes } = createKeptState(NONE);
