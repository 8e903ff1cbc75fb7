/** Far enough apart to be told from each other; none is the amber of what can be pressed, nor the red of danger. */
const HUES = [110, 140, 165, 190, 215, 240, 265, 290, 320, 345] as const;

/** What people take for one letter may be several characters. */
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** "Ann Lee" as "AL", "ann" as "A". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s_.-]+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen
    .map((word) => firstLetterOf(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

function firstLetterOf(word: string): string {
  for (const { segment } of LETTERS.segment(word)) return segment;
  return '';
}

/** A hue in degrees that stays the same for a name. */
export function hueOf(name: string): number {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return HUES[sum % HUES.length] ?? HUES[0];
}
