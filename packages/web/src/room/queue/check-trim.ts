import { parseClockTime } from './parse-clock-time.ts';

export type CheckedTrim =
  /** Seconds; `endAt` is `null` where the video's own end is meant, and not known. */
  | { readonly kind: 'trim'; readonly startAt: number; readonly endAt: number | null }
  | { readonly kind: 'problem'; readonly field: 'start' | 'end'; readonly problem: TrimProblem };

type TrimProblem = 'noTime' | 'beyondEnd' | 'endBeforeStart';

/** An item plays for at least so long. */
const SECONDS_MIN = 1;

/** What was written into the fields for start and end of a video of `length` seconds. An empty end is the video's. */
export function checkTrim(start: string, end: string, length: number | undefined): CheckedTrim {
  const startAt = start.trim() === '' ? 0 : parseClockTime(start);
  const endAt = end.trim() === '' ? (length ?? null) : parseClockTime(end);
  if (startAt === null) return { kind: 'problem', field: 'start', problem: 'noTime' };
  if (endAt === null && end.trim() !== '') return { kind: 'problem', field: 'end', problem: 'noTime' };
  if (length !== undefined && startAt > length - SECONDS_MIN)
    return { kind: 'problem', field: 'start', problem: 'beyondEnd' };
  // Clocks show whole seconds: the last of them may be a little beyond the end.
  if (length !== undefined && endAt !== null && endAt > Math.ceil(length))
    return { kind: 'problem', field: 'end', problem: 'beyondEnd' };
  if (endAt !== null && endAt < startAt + SECONDS_MIN)
    return { kind: 'problem', field: 'end', problem: 'endBeforeStart' };
  return {
    kind: 'trim',
    startAt,
    endAt: endAt !== null && length !== undefined ? Math.min(endAt, length) : endAt,
  };
}
