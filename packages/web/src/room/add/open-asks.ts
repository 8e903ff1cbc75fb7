/**
 * What a room was asked for, of one type of request, and has not answered. A refusal says its request's type, not which request it is for
 * (MSG-26): whom it was meant for shows when everything else of that type has been answered.
 */
export interface OpenAsks<Ask> {
  readonly open: readonly Ask[];
  /** The codes of the refusals that came while others might still have been meant. */
  readonly refusals: readonly string[];
}

interface Refused<Ask> {
  readonly ask: Ask;
  readonly code: string;
}

/** What is still open, and of what it is certain now that it was refused. */
export interface AsksStep<Ask> {
  readonly next: OpenAsks<Ask>;
  readonly refused: readonly Refused<Ask>[];
}

export const NO_ASKS: OpenAsks<never> = { open: [], refusals: [] };

export function addAsk<Ask>({ open, refusals }: OpenAsks<Ask>, ask: Ask): OpenAsks<Ask> {
  return { open: [...open, ask], refusals };
}

/** The room has done it, or is not going to answer any more. */
export function closeAsk<Ask>({ open, refusals }: OpenAsks<Ask>, closed: Ask): AsksStep<Ask> {
  return settle({ open: open.filter((ask) => ask !== closed), refusals });
}

export function hearRefusal<Ask>({ open, refusals }: OpenAsks<Ask>, code: string): AsksStep<Ask> {
  return settle({ open, refusals: [...refusals, code] });
}

function settle<Ask>({ open, refusals }: OpenAsks<Ask>): AsksStep<Ask> {
  if (refusals.length < open.length) return { next: { open, refusals }, refused: [] };
  return { next: NO_ASKS, refused: open.map((ask, index) => ({ ask, code: refusals[index] ?? '' })) };
}
