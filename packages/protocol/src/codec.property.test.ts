import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { checkClientMessage } from './client-check.ts';
import { clientId, roomKey, type RoomKey } from './ids.ts';
import { parseObject } from './link/parse-object.ts';
import {
  clientEnvelopePrefix,
  readFromBalancer,
  readFromMonolith,
  sliceValue,
  spliceClientMessage,
} from './link.ts';

const RUNS = { numRuns: 2000 };
const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
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
const { value: anyValue, object: anyObject } = fc.letrec<{ value: string; object: string }>((tie) => ({
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

function key(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      '"message"',
      '"room"',
      '"id"',
      '"token"',
      '"m\\u0065ssage"',
      '"action"',
      '"__proto__"',
      '""',
    ),
    stringText,
  );
}

describe('the raw slicer', () => {
  it('[HOS-1] [LNK-22] gives the text of the value that JSON.parse would give, for any JSON object', () => {
    fc.assert(
      fc.property(anyObject, space, space, (text, before, after) => {
        const whole = `${before}${text}${after}`;
        const parsed = parseObject(whole);
        fc.pre(parsed !== null);
        for (const name of ['message', 'room', 'id', 'missing', '']) {
          const slice = sliceValue(whole, name);
          if (!Object.hasOwn(parsed, name)) expect(slice).toBeNull();
          else {
            expect(slice).toBe(slice?.trim() as string);
            expect(JSON.parse(slice as string)).toEqual(parsed[name]);
          }
        }
      }),
      RUNS,
    );
  });

  it('[HOS-1] finds a value behind any depth of nesting', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(sliceValue(`{"x":${deep},"message":{"a":1}}`, 'message')).toBe('{"a":1}');
    expect(sliceValue(`{"message":${deep}}`, 'message')).toBe(deep);
  });
});

describe('reading a Monolith', () => {
  it('[HOS-1] [LNK-22] passes on exactly the text that was put into the envelope', () => {
    fc.assert(
      fc.property(anyObject, fc.boolean(), space, (message, isUnicast, gap) => {
        fc.pre(parseObject(message) !== null);
        const id = isUnicast ? `"id":"c1",` : '';
        for (const frame of [
          `{"room":"foo",${id}"message":${message}}`,
          `{"room":"foo",${id}"message":${gap}${message}${gap}}`,
          `{${gap}"message"${gap}:${message},${id}"room":"Foo"}`,
        ]) {
          const expected = { room: roomKey('foo'), client: isUnicast ? clientId('c1') : null };
          expect(readFromMonolith(frame)).toEqual({ kind: 'data', ...expected, message });
        }
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] never throws, and agrees with JSON.parse about every frame that looks like an envelope', () => {
    const frames = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      anyValue,
      anyObject,
      fc.tuple(anyObject, fc.string()).map(([text, tail]) => `{"room":"foo","message":${text}${tail}}`),
      fc.tuple(anyObject, anyObject).map(([a, b]) => `{"room":"foo","message":${a},"message":${b}}`),
    );
    fc.assert(
      fc.property(frames, (frame) => {
        const read = readFromMonolith(frame);
        if (read.kind !== 'data') return;
        const parsed = JSON.parse(frame) as { room: string; message: unknown; id?: string | null };
        expect(read.room).toBe(roomKey(parsed.room));
        expect(JSON.parse(read.message)).toEqual(parsed.message);
        expect(read.client).toBe(typeof parsed.id === 'string' ? clientId(parsed.id) : null);
      }),
      RUNS,
    );
  });
});

describe('splicing a client’s message', () => {
  const origin = { token: 't"\\', room: 'foo' as RoomKey, client: clientId('c1') };
  const prefix = clientEnvelopePrefix(origin);

  it('[HOS-1] [LNK-21] no frame that passes the check can change any other field of the envelope', () => {
    const frames = fc.oneof(
      fc.string({ unit: 'binary' }),
      anyObject,
      fc
        .tuple(anyObject, fc.constantFrom(',"id":"x"', '}', ',"token":"stolen"', '{', ' ', '\n'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(frames, (frame) => {
        if (checkClientMessage(frame) === 'not-an-object') return;
        const spliced = spliceClientMessage(prefix, frame);
        const parsed = JSON.parse(spliced) as Record<string, unknown>;
        expect(Object.keys(parsed)).toEqual(['token', 'room', 'id', 'message']);
        expect(parsed).toEqual({ token: origin.token, room: 'foo', id: 'c1', message: JSON.parse(frame) });
        expect(sliceValue(spliced, 'message')).toBe(frame.trim());
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] the Monolith never finds a protocol error in what a client said', () => {
    fc.assert(
      fc.property(anyObject, (frame) => {
        const kind = checkClientMessage(frame);
        fc.pre(kind !== 'not-an-object' && kind !== 'forged-membership');
        const read = readFromBalancer(spliceClientMessage(prefix, frame));
        expect(read).toEqual({ kind: 'said', origin, message: JSON.parse(frame) });
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] reading a Balancer never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), anyObject, anyValue),
        (frame) => void readFromBalancer(frame),
      ),
      RUNS,
    );
  });
});
