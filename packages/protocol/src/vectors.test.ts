import { describe, expect, it } from 'bun:test';
import clientFrames from '../../../vectors/client-frames.json';
import firstFrames from '../../../vectors/first-frames.json';
import fromBalancer from '../../../vectors/from-balancer.json';
import fromMonolith from '../../../vectors/from-monolith.json';
import ottFromBalancer from '../../../vectors/ott-from-balancer.json';
import ottFromMonolith from '../../../vectors/ott-from-monolith.json';
import ottToBalancer from '../../../vectors/ott-to-balancer.json';
import roomPaths from '../../../vectors/room-paths.json';
import roomRequests from '../../../vectors/room-requests.json';
import { checkClientMessage, checkFirstMessage, type ClientFrame } from './client-check.ts';
import { CloseCode } from './close-codes.ts';
import { clientId, roomKey } from './ids.ts';
import { LINK_DIALECTS, MONOLITH_DIALECTS } from './link.ts';
import { roomOfHttpPath, roomOfSocketPath } from './room-path.ts';
import { roomRequest } from './schemas.ts';

const short = (text: string) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

describe('vectors: client-frames', () => {
  for (const { rule, frame, verdict } of clientFrames.cases) {
    it(`[${rule}] ${short(frame)} is ${verdict}`, () => {
      expect(checkClientMessage(frame)).toBe(verdict as ClientFrame);
    });
  }
});

describe('vectors: first-frames', () => {
  for (const { rule, frame, token, code } of firstFrames.cases) {
    it(`[${rule}] ${short(frame)}`, () => {
      const first = checkFirstMessage(frame);
      if (token !== undefined) expect(first).toEqual({ kind: 'auth', token });
      else if (code === CloseCode.InvalidPayload) expect(first.kind).toBe('not-an-object');
      else expect(first.kind).toBe('unauthenticated');
    });
  }
});

for (const { file, dialect, messages, controls, unknown, errors } of [
  { file: 'from-monolith', dialect: LINK_DIALECTS.seed, messages: fromMonolith.envelopes, ...fromMonolith },
  { file: 'ott-from-monolith', dialect: LINK_DIALECTS.ott, ...ottFromMonolith },
]) {
  describe(`vectors: ${file}`, () => {
    for (const { rule, frame, room, client, message } of messages) {
      it(`[${rule}] ${short(frame)}`, () => {
        const expected = {
          room: room === null ? null : roomKey(room),
          client: client === null ? null : clientId(client),
        };
        expect(dialect.read(frame)).toEqual({ kind: 'data', ...expected, message });
      });
    }
    for (const { rule, frame, control } of controls) {
      it(`[${rule}] ${short(frame)}`, () => {
        expect(dialect.read(frame)).toEqual({ kind: 'control', control } as never);
      });
    }
    for (const { rule, frame } of unknown) {
      it(`[${rule}] ${short(frame)} is ignored`, () => {
        expect(dialect.read(frame)).toEqual({ kind: 'unknown' });
      });
    }
    for (const { rule, frame } of errors) {
      it(`[${rule}] ${short(frame)} is a protocol error`, () => {
        expect(dialect.read(frame).kind).toBe('error');
      });
    }
  });
}

for (const { file, dialect, joins, leaves, said, nowhere, controls, unknown, errors } of [
  { file: 'from-balancer', dialect: MONOLITH_DIALECTS.seed, nowhere: [], ...fromBalancer },
  { file: 'ott-from-balancer', dialect: MONOLITH_DIALECTS.ott, ...ottFromBalancer },
]) {
  const kinds = { join: joins, leave: leaves, said, nowhere, control: controls };
  describe(`vectors: ${file}`, () => {
    for (const [kind, cases] of Object.entries(kinds)) {
      for (const { rule, frame, ...rest } of cases) {
        it(`[${rule}] ${short(frame)}`, () => {
          expect(dialect.read(frame)).toEqual({ kind, ...rest } as never);
        });
      }
    }
    for (const { rule, frame } of unknown) {
      it(`[${rule}] ${short(frame)} is ignored`, () => {
        expect(dialect.read(frame)).toEqual({ kind: 'unknown' });
      });
    }
    for (const { rule, frame } of errors) {
      it(`[${rule}] ${short(frame)} is a protocol error`, () => {
        expect(dialect.read(frame).kind).toBe('error');
      });
    }
  });
}

describe('vectors: ott-to-balancer', () => {
  for (const { rule, control, ended = [], isDraining = false, frames } of ottToBalancer.controls) {
    it(`[${rule}] ${short(JSON.stringify(control))}`, () => {
      const circumstances = { ended: ended.map(clientId), isDraining };
      const written = MONOLITH_DIALECTS.ott.writeControl(control as never, circumstances);
      expect(written).toEqual(frames);
    });
  }
});

describe('vectors: room-paths', () => {
  for (const { rule, path, room } of roomPaths.sockets) {
    it(`[${rule}] an upgrade of ${short(path)}`, () => {
      expect(roomOfSocketPath(path)).toBe(room as never);
    });
  }
  for (const { rule, path, room } of roomPaths.http) {
    it(`[${rule}] a request of ${short(path)}`, () => {
      expect(roomOfHttpPath(path)).toBe(room as never);
    });
  }
});

describe('vectors: room-requests', () => {
  for (const { rule, request } of roomRequests.valid) {
    it(`[${rule}] ${short(JSON.stringify(request))}`, () => {
      expect(roomRequest.safeParse(request).success).toBe(true);
    });
  }
  for (const { rule, request } of roomRequests.invalid) {
    it(`[${rule}] refuses ${short(JSON.stringify(request))}`, () => {
      expect(roomRequest.safeParse(request).success).toBe(false);
    });
  }
});
