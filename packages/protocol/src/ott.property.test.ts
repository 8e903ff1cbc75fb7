import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { checkClientMessage } from './client-check.ts';
import { clientId, roomKey, type RoomKey } from './ids.ts';
import { parseObject } from './link/parse-object.ts';
import { LINK_DIALECTS, MONOLITH_DIALECTS, spliceClientMessage, type ControlToBalancer } from './link.ts';
import { anyObject, anyValue, RUNS, space } from './testing/json-text.ts';

const { ott } = LINK_DIALECTS;
const monolith = MONOLITH_DIALECTS.ott;
const anyId = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

describe('reading an OpenTogetherTube server', () => {
  it('[HOS-1] [OTT-3] passes on exactly the text that was put into room_msg', () => {
    fc.assert(
      fc.property(anyObject, fc.boolean(), space, (message, isUnicast, gap) => {
        fc.pre(parseObject(message) !== null);
        const id = isUnicast ? `"client_id":"c1",` : '';
        for (const frame of [
          `{"type":"room_msg","payload":{"room":"foo",${id}"payload":${message}}}`,
          `{"type":"room_msg","payload":${gap}{"room":"FOO",${id}"payload":${gap}${message}${gap}}${gap}}`,
          `{${gap}"payload"${gap}:{"payload":${message},${id}"room":"Foo"},"type":"room_msg"}`,
          `{"payload":{"payload":{}},"type":"gossip","payload":{"payload":{},${id}"room":"foo","payload":${message}},"type":"room_msg"}`,
        ]) {
          const expected = { room: roomKey('foo'), client: isUnicast ? clientId('c1') : null };
          expect(ott.read(frame)).toEqual({ kind: 'data', ...expected, message });
        }
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] never throws, and agrees with JSON.parse about every frame that looks like room_msg', () => {
    const begin = '{"type":"room_msg","payload":{"room":"foo","payload":';
    const frames = fc.oneof(
      fc.string({ unit: 'binary' }),
      anyValue,
      anyObject,
      anyObject.map((payload) => `{"type":"room_msg","payload":${payload}}`),
      fc.tuple(anyObject, fc.string()).map(([text, tail]) => `${begin}${text}${tail}`),
      fc.tuple(anyObject, anyObject).map(([a, b]) => `${begin}${a},"payload":${b}}}`),
      fc.tuple(anyObject, anyObject).map(([a, b]) => `${begin}${a}},"payload":${b}}`),
    );
    fc.assert(
      fc.property(frames, (frame) => {
        const read = ott.read(frame);
        if (read.kind !== 'data') return;
        const { payload } = JSON.parse(frame) as {
          payload: { room: string; payload: unknown; client_id?: string | null };
        };
        expect(read.room).toBe(roomKey(payload.room));
        expect(JSON.parse(read.message)).toEqual(payload.payload);
        expect(read.client).toBe(typeof payload.client_id === 'string' ? clientId(payload.client_id) : null);
      }),
      RUNS,
    );
  });

  it('[OTT-4] of two epochs the lower one there is the higher one here', () => {
    const anyEpoch = fc.integer({ min: 0, max: 4_294_967_295 });
    fc.assert(
      fc.property(anyEpoch, anyEpoch, (a, b) => {
        expect(epochOf(a) - epochOf(b)).toBe(b - a);
        expect(epochOf(a)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

function epochOf(loadEpoch: number): number {
  const room = { name: 'foo', visibility: 'public' };
  const read = ott.read(JSON.stringify({ type: 'loaded', payload: { room, load_epoch: loadEpoch } }));
  return read.kind === 'control' && read.control.action === 'loaded' ? read.control.epoch : NaN;
}

describe('splicing a client’s message into client_msg', () => {
  const envelope = ott.envelopeOf({ token: 't"\\', room: 'foo' as RoomKey, client: clientId('c"1') });

  it('[HOS-1] [LNK-21] [OTT-2] no frame that passes the check can change anything around it', () => {
    const frames = fc.oneof(
      fc.string({ unit: 'binary' }),
      anyObject,
      fc
        .tuple(anyObject, fc.constantFrom(',"client_id":"x"', '}', '}}', '},"type":"leave"', ' ', '\n'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(frames, (frame) => {
        if (checkClientMessage(frame) === 'not-an-object') return;
        const spliced = spliceClientMessage(envelope, frame);
        expect(JSON.parse(spliced)).toEqual({
          type: 'client_msg',
          payload: { client_id: 'c"1', payload: JSON.parse(frame) },
        });
        expect(spliced).toContain(frame);
      }),
      RUNS,
    );
  });

  it('[OTT-2] joins, leaves and unloads in its own words, and has none for the rest', () => {
    expect(ott.writeMembership(envelope, { type: 0, resume: true })).toBe(
      '{"type":"join","payload":{"room":"foo","client":"c\\"1","token":"t\\"\\\\"}}',
    );
    expect(ott.writeMembership(envelope, { type: 1, away: 5 })).toBe(
      '{"type":"leave","payload":{"client":"c\\"1"}}',
    );
    expect(ott.writeControl({ action: 'unload', room: 'foo', epoch: 7, reason: 'duplicate' })).toBe(
      '{"type":"unload","payload":{"room":"foo"}}',
    );
    expect(ott.writeControl({ action: 'parked', room: 'foo' })).toBeNull();
    expect(ott.writeControl({ action: 'resumed' })).toBeNull();
    expect(ott.writeControl({ action: 'hello', id: 'b1' })).toBeNull();
  });
});

describe('the Monolith’s half of the ott dialect', () => {
  it('[HOS-1] [OTT-3] [LNK-22] splices a message into room_msg as it is, and the other half gets exactly that', () => {
    fc.assert(
      fc.property(anyObject, anyId, fc.boolean(), (message, id, isUnicast) => {
        fc.pre(parseObject(message) !== null);
        const client = isUnicast ? clientId(id) : null;
        const frame = monolith.writeToClients('Foo', client, message);
        expect(frame).toContain(message);
        expect(ott.read(frame)).toEqual({ kind: 'data', room: roomKey('foo'), client, message });
      }),
      RUNS,
    );
  });

  it('[HOS-1] [OTT-2] reads what the other half says of clients, whatever it is', () => {
    fc.assert(
      fc.property(anyId, anyId, anyValue, (id, token, said) => {
        const origin = { token, room: 'foo' as RoomKey, client: clientId(id) };
        const envelope = ott.envelopeOf(origin);
        const from = { room: null, client: origin.client };
        expect(monolith.read(ott.writeMembership(envelope, { type: 0 }))).toEqual({
          kind: 'join',
          origin,
          roomName: 'foo',
          request: { type: 0 },
        });
        expect(monolith.read(ott.writeMembership(envelope, { type: 1 }))).toEqual({
          kind: 'leave',
          origin: from,
          request: { type: 1 },
        });
        const message = parseObject(said);
        expect(monolith.read(spliceClientMessage(envelope, said))).toEqual(
          message === null ? { kind: 'unknown' } : { kind: 'said', origin: from, message },
        );
      }),
      RUNS,
    );
  });

  it('[HOS-1] [LNK-3] never throws, and takes nothing for membership but joins and leaves', () => {
    const types = fc.constantFrom('init', 'join', 'leave', 'client_msg', 'load', 'unload', 'x');
    const frames = fc.oneof(
      fc.string({ unit: 'binary' }),
      anyValue,
      anyObject,
      fc.tuple(types, anyValue).map(([type, payload]) => `{"type":"${type}","payload":${payload}}`),
      fc
        .tuple(types, anyValue)
        .map(([type, said]) => `{"type":"${type}","payload":{"client_id":"c1","payload":${said}}}`),
    );
    fc.assert(
      fc.property(frames, (frame) => {
        const { kind } = monolith.read(frame);
        const type = parseObject(frame)?.['type'];
        if (kind === 'join' || kind === 'leave') expect(type).toBe(kind);
        if (kind === 'said') expect(type).toBe('client_msg');
      }),
      RUNS,
    );
  });

  it('[OTT-4] of two epochs the higher one here is the lower one there, as far as there are numbers', () => {
    const anyEpoch = fc.integer({ min: 0, max: 4_294_967_295 });
    fc.assert(
      fc.property(anyEpoch, anyEpoch, (a, b) => {
        const [loadA, loadB] = [loadEpochOf(a), loadEpochOf(b)];
        expect(Math.sign(loadB - loadA) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
        expect(loadA).toBe(Math.max(4_294_967_294 - a, 0));
      }),
    );
  });
});

function loadEpochOf(epoch: number): number {
  const metadata = { name: 'foo', visibility: 'public' } as const;
  const control: ControlToBalancer = { action: 'loaded', room: 'foo', epoch, metadata };
  const [frame = ''] = monolith.writeControl(control, { ended: [], isDraining: false });
  return (JSON.parse(frame) as { payload: { load_epoch: number } }).payload.load_epoch;
}
