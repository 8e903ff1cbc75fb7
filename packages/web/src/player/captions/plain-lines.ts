const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
};

/** A cue's text as lines without any mark-up: captions come from anywhere, and here they are nothing but text. */
export function plainLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n|\\N|<br\s*\/?>/i)
    .map((line) =>
      line
        // Tags of WebVTT and SRT, and the positions that some SRT files have: {\an8}.
        .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
        .replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
        .trim(),
    )
    .filter((line) => line !== '');
}
