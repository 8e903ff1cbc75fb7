import { LIMITS } from '@usher/protocol';

/** Values for fields of the link. */
export const FEW_VALUES: readonly unknown[] = [
  null,
  -1,
  2 ** 53,
  '',
  '__proto__',
  '\ud800\u0000',
  [],
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

export const textOf = (message: unknown): string =>
  typeof message === 'string' ? message : JSON.stringify(message);

/** The same about another room. */
export const withRoom = (spoken: object, room: string): object =>
  'room' in spoken ? { ...spoken, room } : spoken;

/** `texts` in parts, each with so few mistakes that a link outlives it, and all of it is read (LNK-3). */
export function* withFewMistakes(
  texts: readonly string[],
  isMistake: (text: string) => boolean,
): Generator<readonly string[]> {
  let part: string[] = [];
  let mistakes = 0;
  for (const text of texts) {
    const more = isMistake(text) ? 1 : 0;
    if (mistakes + more >= LIMITS.linkErrorsPerMinuteMax) {
      yield part;
      part = [];
      mistakes = 0;
    }
    part.push(text);
    mistakes += more;
  }
  yield part;
}
