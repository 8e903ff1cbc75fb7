import type { CaptionTrack } from '../adapters/media-player.ts';

/** Something that a viewer can choose to read. */
export interface CaptionChoice {
  /** The same in another item where it is the same to its viewer. */
  readonly id: string;
  readonly label: string;
  /** Which of the player's tracks; `null`: the page has the words itself. */
  readonly track: string | null;
}

const TRACK = /^track:[^:]*:/;

export const trackChoice = ({ id, label }: CaptionTrack): CaptionChoice => ({
  id: `track:${id}:${label}`,
  label,
  track: id,
});

/** Which of `choices` somebody wants who has chosen `id` before: perhaps in another item, whose tracks are numbered in another way. */
export function choiceLike(id: string, choices: readonly CaptionChoice[]): CaptionChoice | null {
  const same = choices.find((choice) => choice.id === id);
  if (same !== undefined || !TRACK.test(id)) return same ?? null;
  const label = id.replace(TRACK, '');
  return choices.find((choice) => choice.track !== null && choice.label === label) ?? null;
}
