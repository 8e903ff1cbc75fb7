import type { Random } from '@usher/kit';
import { frame, RawSocket } from '../../src/fakes/index.ts';

/** Right beginnings, from which wrong ones are made. */
const BEGINNINGS: readonly string[] = [
  RawSocket.handshake('/api/room/arena'),
  RawSocket.handshake('/'),
  'GET /api/status HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST /api/room/create HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello',
];
const SPECIAL = ['\r\n', '\n', '\0', ' ', ':', '/', '%', '..', '\xff', 'Host: ', 'HTTP/1.1', '\r\n\r\n', '0'];
/** What clients say, and what is almost that. */
const MESSAGES: readonly string[] = ['{"action":"auth","token":"x"}', '{}', '{"a":[', '\ud800', '[]', ''];

/** Bytes that somebody may send to a port: any, or right ones with mistakes in them, or frames after a right beginning. */
export function randomBytes(random: Random): Buffer {
  const kind = below(random, 3);
  if (kind === 0) return anyBytes(random, 600);
  const beginning = Buffer.from(BEGINNINGS[below(random, BEGINNINGS.length)] as string, 'latin1');
  if (kind === 1) return mistaken(random, beginning);
  return Buffer.concat([Buffer.from(RawSocket.handshake('/api/room/arena')), randomFrames(random)]);
}

/**
 * A few frames of any kind, on a WebSocket that is open: any bytes, right messages, and messages with mistakes in them.
 * @param options `isMasked`: whether most are, as a client's must be; `messages`: what is right there
 */
export function randomFrames(
  random: Random,
  { isMasked = true, messages = MESSAGES }: { isMasked?: boolean; messages?: readonly string[] } = {},
): Buffer {
  const one = () => randomFrame(random, { isMasked: isMasked === random() < 0.9, messages });
  return Buffer.concat(Array.from({ length: 1 + below(random, 6) }, one));
}

/** `bytes` in pieces, as a network may deliver them. */
export function* piecesOf(random: Random, bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + below(random, bytes.length);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** A whole number from 0 on. */
const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const anyBytes = (random: Random, lengthMax: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: below(random, lengthMax) }, () => below(random, 256)));

/** With a few bytes gone, doubled, or replaced. */
function mistaken(random: Random, bytes: Buffer): Buffer {
  let result = bytes;
  for (let n = 1 + below(random, 4); n > 0; n--) {
    const at = below(random, result.length);
    const special = Buffer.from(SPECIAL[below(random, SPECIAL.length)] as string, 'latin1');
    const inserted = random() < 0.5 ? special : result.subarray(at, at + below(random, 40));
    result = Buffer.concat([result.subarray(0, at), inserted, result.subarray(at + below(random, 4))]);
  }
  return result;
}

function randomFrame(
  random: Random,
  { isMasked, messages }: { isMasked: boolean; messages: readonly string[] },
): Buffer {
  const message = Buffer.from(messages[below(random, messages.length)] as string);
  const kind = below(random, 4);
  const payload =
    kind === 0
      ? anyBytes(random, 200)
      : kind === 1 && message.length > 0
        ? mistaken(random, message)
        : message;
  const head = random() < 0.5 ? 0x81 : below(random, 256);
  const isTrue = random() < 0.8;
  return frame({ head, payload, isMasked, ...(!isTrue && { length: 2 ** below(random, 53) }) });
}
