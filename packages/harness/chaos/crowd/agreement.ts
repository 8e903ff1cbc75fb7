import type { CrowdRoom } from './crowd-room.ts';

/** Who is taken for there and is not, or the other way round. */
export interface Disagreement {
  readonly ghosts: number;
  readonly missing: number;
  /** Rooms in which not all hear the same Monolith. */
  readonly torn: number;
  readonly examples: readonly string[];
}

/** @param perhaps ids of those who have left in a way that nobody can have noticed yet */
export function disagreementIn(rooms: readonly CrowdRoom[], perhaps: ReadonlySet<string>): Disagreement {
  const mistakes = rooms.map((room) => ({ room: room.name, ...room.rosterMistakes(perhaps) }));
  const seen = mistakes.flatMap(({ room, ghosts }) => ghosts.map((id) => `ghost: ${id} is seen in ${room}`));
  const unseen = mistakes.flatMap(({ room, missing }) =>
    missing.map((id) => `missing: ${id} is in ${room}, and somebody does not know it`),
  );
  return {
    ghosts: seen.length,
    missing: unseen.length,
    torn: rooms.filter(({ isInOnePlace }) => !isInOnePlace).length,
    examples: [...seen, ...unseen],
  };
}

/** Whether everyone knows exactly who is there. */
export function isAgreed({ ghosts, missing, torn }: Disagreement): boolean {
  return ghosts + missing + torn === 0;
}
