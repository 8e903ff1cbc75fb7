/** Whom people wrongly believe to be in a room, or not to be. */
export interface RosterMistakes {
  /** In somebody's roster, though they have left, or there twice. */
  readonly ghosts: readonly string[];
  /** There, but missing from somebody's roster. */
  readonly missing: readonly string[];
}

export interface WhoIsThere {
  readonly present: readonly string[];
  /** Gone, but nobody can have noticed yet: they fell silent, and CON-6's time is not over. */
  readonly perhaps: ReadonlySet<string>;
}

/** Holds what each of a room's people believes against who is there. Each id counts once, however many people are wrong about it. */
export function rosterMistakes(
  rosters: readonly (readonly string[])[],
  { present, perhaps }: WhoIsThere,
): RosterMistakes {
  const ghosts = new Set<string>();
  const missing = new Set<string>();
  for (const roster of rosters) {
    const unseen = new Set(present);
    for (const id of roster) if (!unseen.delete(id) && !perhaps.has(id)) ghosts.add(id);
    for (const id of unseen) missing.add(id);
  }
  return { ghosts: [...ghosts], missing: [...missing] };
}
