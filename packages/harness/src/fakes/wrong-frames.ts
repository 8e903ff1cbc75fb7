import type { Frame } from './frames.ts';

const TEXT = 0x81;
const invalidUtf8 = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);

/** What no client may send, and the code that answers it (CON-5, CON-7). */
export const WRONG_FRAMES: readonly (readonly [what: string, frames: readonly Frame[], code: number])[] = [
  ['the first reserved bit', [{ head: 0xc1, payload: '{}' }], 1002],
  ['another reserved bit', [{ head: 0x91, payload: '{}' }], 1002],
  ['an unknown opcode', [{ head: 0x83, payload: '{}' }], 1002],
  ['an unknown control opcode', [{ head: 0x8b, payload: '{}' }], 1002],
  ['an unmasked frame', [{ head: TEXT, payload: '{}', isMasked: false }], 1002],
  ['a fragmented ping', [{ head: 0x09, payload: 'x' }], 1002],
  ['a ping of 126 bytes', [{ head: 0x89, payload: 'x'.repeat(126) }], 1002],
  ['a continuation of nothing', [{ head: 0x80, payload: '{}' }], 1002],
  [
    'a message inside another',
    [
      { head: 0x01, payload: '{' },
      { head: TEXT, payload: '{}' },
    ],
    1002,
  ],
  ['a close frame of one byte', [{ head: 0x88, payload: '\u0003' }], 1002],
  ['a binary frame', [{ head: 0x82, payload: '{}' }], 1003],
  ['invalid UTF-8', [{ head: TEXT, payload: invalidUtf8 }], 1007],
  [
    'invalid UTF-8 in fragments',
    [
      { head: 0x01, payload: invalidUtf8.subarray(0, 2) },
      { head: 0x80, payload: invalidUtf8.subarray(2) },
    ],
    1007,
  ],
  ['a header that announces too much', [{ head: TEXT, length: 65_537 }], 1009],
  ['a header that announces 2^53 bytes', [{ head: TEXT, length: 2 ** 53 }], 1009],
  [
    'fragments that are too much together',
    [
      { head: 0x01, payload: 'x'.repeat(40_000) },
      { head: 0x80, payload: 'x'.repeat(40_000) },
    ],
    1009,
  ],
];
