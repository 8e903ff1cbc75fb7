/** What a frame's bytes say; all of it may be wrong. */
export interface Frame {
  /** First byte: FIN, reserved bits, opcode. */
  readonly head: number;
  readonly payload?: string | Uint8Array;
  readonly isMasked?: boolean;
  /** What the frame says of its length, if that is not true. */
  readonly length?: number;
}

/** A WebSocket frame, byte for byte. */
export function frame({ head, payload = '', isMasked = true, length }: Frame): Buffer {
  const body = Buffer.from(payload);
  const size = length ?? body.length;
  const mask = isMasked ? 0x80 : 0;
  const lengthBytes = Buffer.alloc(size < 126 ? 1 : size < 65_536 ? 3 : 9);
  lengthBytes[0] = mask | (size < 126 ? size : size < 65_536 ? 126 : 127);
  if (lengthBytes.length === 3) lengthBytes.writeUInt16BE(size, 1);
  if (lengthBytes.length === 9) lengthBytes.writeBigUInt64BE(BigInt(size), 1);
  const key = Buffer.alloc(isMasked ? 4 : 0); // a mask of zeros changes nothing
  return Buffer.concat([Buffer.from([head]), lengthBytes, key, body]);
}

/** A frame that has come whole. */
export interface WholeFrame {
  readonly head: number;
  /** Without its mask. */
  readonly payload: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** All frames of `bytes` that have come whole, of either side. */
export function* framesIn(bytes: Buffer): Generator<WholeFrame> {
  for (let at = 0; at + 2 <= bytes.length;) {
    const [head = 0, second = 0] = bytes.subarray(at, at + 2);
    const length = second & 0x7f;
    const extended = length === 126 ? 2 : length === 127 ? 8 : 0;
    const keyAt = at + 2 + extended;
    const start = keyAt + (second >= 0x80 ? 4 : 0);
    if (start > bytes.length) return;
    const size =
      extended === 0 ? length : bytes.readUIntBE(keyAt - Math.min(extended, 6), Math.min(extended, 6));
    const end = start + size;
    if (end > bytes.length) return;
    const key = bytes.subarray(keyAt, start);
    const masked = bytes.subarray(start, end);
    yield { head, payload: key.length === 0 ? masked : unmasked(masked, key), end };
    at = end;
  }
}

const unmasked = (payload: Buffer, key: Buffer): Buffer =>
  Buffer.from(payload.map((byte, index) => byte ^ (key[index % 4] as number)));

/** The code of a close frame; `null`: it is none. */
export const closeCodeOf = ({ head, payload }: WholeFrame): number | null =>
  head !== 0x88 ? null : payload.length < 2 ? 1005 : payload.readUInt16BE();
