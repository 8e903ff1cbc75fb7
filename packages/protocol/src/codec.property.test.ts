import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { checkClientMessage, checkFirstMessage } from './client-check.ts';
import { clientId, roomKey, type RoomKey } from './ids.ts';
import { parseObject } from './link/parse-object.ts';
import {
  LINK_DIALECTS,
  MONOLITH_DIALECTS,
  readFromMonolith,
  sliceValue,
  spliceClientMessage,
} from './link.ts';
import { anyObject, anyValue, RUNS, space } from './testing/json-text.ts';

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

  it('[HOS-1] whatever depth is taken from a client arrives as it is, and what is too deep is no error of the link', () => {
    const envelope = LINK_DIALECTS.seed.envelopeOf({
      token: 't',
      room: 'foo' as RoomKey,
      client: clientId('c'),
    });
    for (const depth of [10, 1000, 30_000, 300_000]) {
      const message = `${'{"a":'.repeat(depth)}[]${'}'.repeat(depth)}`;
      if (checkClientMessage(message) === 'not-an-object') continue;
      expect(MONOLITH_DIALECTS.seed.read(spliceClientMessage(envelope, message)).kind).toBe('said');
      const frame = `{ "room":"foo","message":${message}}`;
      expect(readFromMonolith(frame)).toMatchObject({ kind: 'data', message });
    }
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
  const envelope = LINK_DIALECTS.seed.envelopeOf(origin);

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
        const spliced = spliceClientMessage(envelope, frame);
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
        const read = MONOLITH_DIALECTS.seed.read(spliceClientMessage(envelope, frame));
        expect(read).toEqual({ kind: 'said', origin, message: JSON.parse(frame) });
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-20] whoever says it, and wherever, the Monolith reads just that', () => {
    const anyId = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const anyRoom = fc.stringMatching(/^[a-z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(anyId, anyRoom, anyId, anyObject, (token, room, id, message) => {
        const sender = { token, room: room as RoomKey, client: clientId(id) };
        const kind = checkClientMessage(message);
        fc.pre(kind !== 'not-an-object' && kind !== 'forged-membership');
        const frame = spliceClientMessage(LINK_DIALECTS.seed.envelopeOf(sender), message);
        expect(MONOLITH_DIALECTS.seed.read(frame)).toEqual({
          kind: 'said',
          origin: sender,
          message: JSON.parse(message),
        });
      }),
      RUNS,
    );
  });

  it('[HOS-1] [CON-2] judging what a client says first never throws, and finds only tokens that are there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyObject, anyValue), (frame) => {
        const first = checkFirstMessage(frame);
        if (first.kind === 'auth')
          expect(JSON.parse(frame)).toMatchObject({ action: 'auth', token: first.token });
        else expect(first.kind === 'not-an-object').toBe(parseObject(frame) === null);
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] reading a Balancer never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), anyObject, anyValue),
        (frame) => void MONOLITH_DIALECTS.seed.read(frame),
      ),
      RUNS,
    );
  });
});
