import * as fc from 'fast-check';

/** How often each property is tried, unless the run as a whole says otherwise. */
export const RUNS = { numRuns: fc.readConfigureGlobal()?.numRuns ?? 2000 };
/** White space as JSON has it. */
export const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
/** What envelopes are made of. */
const KEYS = ['message', 'room', 'id', 'token', 'type', 'payload', 'client_id', 'action', '__proto__', ''];
const LONGEST_KEY = 9;
const escaped = fc.constantFrom(
  '\\u0041',
  '\\"',
  '\\\\',
  '\\/',
  '\\n',
  '\\ud83d\\ude00',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'é',
  '😀',
);
const stringText = fc
  .array(fc.oneof(escaped, fc.stringMatching(/^[a-z ]{0,4}$/)), { maxLength: 6 })
  .map((parts) => `"${parts.join('')}"`);
const numberText = fc.constantFrom(
  '0',
  '-0',
  '1',
  '-12.50',
  '1e400',
  '12345678901234567890',
  '1E+2',
  '0.1e-7',
);

/** JSON text of any shape, with any white space, escapes, key order and duplicate keys (HOS-1). */
export const { value: anyValue, object: anyObject } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    stringText,
    numberText,
    fc.constantFrom('true', 'false', 'null'),
    tie('object'),
    array(tie('value')),
  ),
  object: object(fc.tuple(key(), tie('value'))),
}));

function array(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(space, fc.array(value, { maxLength: 3 }), space)
    .map(([a, items, b]) => `[${a}${items.join(`${b},${a}`)}${b}]`);
}

function object(entry: fc.Arbitrary<[string, string]>): fc.Arbitrary<string> {
  return fc
    .tuple(space, space, fc.array(entry, { maxLength: 5 }))
    .map(
      ([a, b, entries]) =>
        `{${a}${entries.map(([name, text]) => `${name}${b}:${a}${text}`).join(`${a},${b}`)}${b}}`,
    );
}

/** Names that mean something, each character perhaps escaped, and any others. */
function key(): fc.Arbitrary<string> {
  const name = fc.constantFrom(...KEYS);
  const escapes = fc.array(fc.boolean(), { minLength: LONGEST_KEY, maxLength: LONGEST_KEY });
  return fc.oneof(
    name.map((plain) => `"${plain}"`),
    fc.tuple(name, escapes).map(([plain, isEscaped]) => {
      const characters = plain.split('').map((each, at) => (isEscaped[at] ? escape(each) : each));
      return `"${characters.join('')}"`;
    }),
    stringText,
  );
}

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
