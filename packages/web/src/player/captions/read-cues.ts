import { plainLines } from './plain-lines.ts';

/** Something that is said; times in seconds. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** More than a day of talk. What is longer is no subtitle file. */
const CUES_MAX = 50_000;

const TIMES = /^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d+)/;

/** The cues of a WebVTT or SubRip file, in order; what cannot be read is left out, so of another file there is nothing. */
export function readCues(text: string): Cue[] {
  const unix = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const blocks = unix.split(/\n[ \t]*\n+/, CUES_MAX);
  return blocks.flatMap((block) => readCue(block) ?? []).toSorted((a, b) => a.start - b.start);
}

/** What is said at `position`; several may speak at once. */
export function linesAt(cues: readonly Cue[], position: number): readonly string[] {
  return cues.flatMap(({ start, end, lines }) => (start <= position && position < end ? lines : []));
}

/** A block is a cue when one of its first lines, beside a number or a name, tells its times. */
function readCue(block: string): Cue | null {
  const lines = block.replace(/^\n+/, '').split('\n');
  const at = lines.slice(0, 2).findIndex((line) => TIMES.test(line));
  const [, start = '', end = ''] = TIMES.exec(lines[at] ?? '') ?? [];
  const cue = {
    start: readTime(start),
    end: readTime(end),
    lines: plainLines(lines.slice(at + 1).join('\n')),
  };
  return at >= 0 && cue.end > cue.start && cue.lines.length > 0 ? cue : null;
}

/** "1:02:03,5" as 3723.5. */
function readTime(text: string): number {
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part.replace(',', '.')), 0);
}
