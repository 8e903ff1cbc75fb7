import { describe, expect, it } from 'bun:test';
import { assert, array, oneof, property, string, uint8Array, constantFrom, integer } from 'fast-check';
import { frame as anyFrame } from '@usher/harness/fakes';
import { FrameReader, ReadError, type FrameHandlers } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';
import { Opcode } from './opcode.ts';

/** Reads frames in pieces and lists what they say. */
class Reading implements FrameHandlers {
  readonly said: unknown[] = [];
  readonly #reader: FrameReader;

  constructor(messageBytesMax = 1_000_000) {
    this.#reader = new FrameReader(messageBytesMax, this);
  }

  message = (text: string | null): void => void this.said.push(text);
  ping = (payload: Uint8Array): void => void this.said.push(['ping', ...payload]);
  pong = (): void => void this.said.push(['pong']);
  close = (): void => void this.said.push(['close']);
  failed = (code: ReadError): void => void this.said.push(['failed', code]);

  /** As pieces of `size` bytes, each of its own memory, which is wiped afterwards as a socket's may be. */
  read(bytes: Uint8Array, size = bytes.length): unknown[] {
    for (let at = 0; at < bytes.length; at += Math.max(1, size)) {
      const piece = new Uint8Array(bytes.subarray(at, at + Math.max(1, size)));
      this.#reader.read(piece);
      piece.fill(0xff);
    }
    return this.said;
  }
}

const FIN = 0x80;

/** A frame as servers send it: without a mask. */
const frame = (head: number, payload: string | Uint8Array): Buffer =>
  anyFrame({ head, payload, isMasked: false });

/** Takes the masks off, as servers do. */
function unmask(bytes: Uint8Array): Uint8Array {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const short = view.getUint8(1);
    expect(short & 0x80).toBe(0x80);
    const header = (short & 0x7f) === 126 ? 4 : (short & 0x7f) === 127 ? 10 : 2;
    const length =
      header === 4 ? view.getUint16(2) : header === 10 ? Number(view.getBigUint64(2)) : short & 0x7f;
    const key = bytes.subarray(at + header, at + header + 4);
    const start = at + header + 4;
    const payload = new Uint8Array(bytes.subarray(start, start + length));
    for (let index = 0; index < length; index++)
      payload[index] = Number(payload[index]) ^ Number(key[index % 4]);
    frames.push(frame(view.getUint8(0), payload));
    at += header + 4 + length;
  }
  return Buffer.concat(frames);
}

const wellFormed = (text: string): string => text.toWellFormed();

describe('frames of the link', () => {
  it('[LNK-3] reads what it writes, whatever the texts, their sizes and the pieces they come in', () => {
    const texts = array(
      oneof(
        string({ unit: 'binary' }),
        constantFrom(
          '',
          'a'.repeat(125),
          'b'.repeat(126),
          'é'.repeat(0x8000),
          'c'.repeat(0x10000),
          '\uFEFFx',
          '😀',
        ),
      ),
      { maxLength: 8 },
    );
    assert(
      property(texts, integer({ min: 500, max: 70_000 }), (all, pieceSize) => {
        const writer = new FrameWriter();
        for (const text of all) writer.text(text);
        expect(new Reading().read(unmask(writer.unsent), pieceSize)).toEqual(all.map(wellFormed));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps what was not taken, in order, when more is written between', () => {
    assert(
      property(array(integer({ min: 0, max: 90_000 }), { maxLength: 20 }), (taken) => {
        const writer = new FrameWriter();
        const sent: Uint8Array[] = [];
        const take = (count: number): void => {
          sent.push(new Uint8Array(writer.unsent.subarray(0, count)));
          writer.took(Math.min(count, writer.length));
        };
        taken.forEach((count, index) => {
          writer.text(`${index} ${'x'.repeat(count)}`);
          take(count >> 1);
        });
        take(writer.length);
        expect(writer.length).toBe(0);
        const said = new Reading().read(unmask(Buffer.concat(sent)));
        expect(said.map((text) => Number.parseInt(text as string))).toEqual(taken.map((_, index) => index));
      }),
    );
  });

  it('masks each frame with another key (RFC 6455, 5.3)', () => {
    const writer = new FrameWriter();
    for (let count = 0; count < 3000; count++) writer.text('');
    const keys = new Set<number>();
    for (let at = 0; at < writer.length; at += 6) keys.add(Buffer.from(writer.unsent).readUInt32BE(at + 2));
    expect(keys.size).toBeGreaterThan(2990);
  });

  it('puts fragments together, with control frames between them', () => {
    const bytes = Buffer.concat([
      frame(Opcode.Text, 'one, '),
      frame(FIN | Opcode.Ping, 'hi'),
      frame(Opcode.Continuation, 'two, '),
      frame(FIN | Opcode.Pong, ''),
      frame(FIN | Opcode.Continuation, 'three'),
      frame(Opcode.Binary, 'x'),
      frame(FIN | Opcode.Continuation, 'y'),
      frame(FIN | Opcode.Text, 'four'),
      frame(FIN | Opcode.Close, ''),
      frame(FIN | Opcode.Text, 'too late'),
    ]);
    for (const size of [1, 2, 3, 7, 1000])
      expect(new Reading().read(bytes, size)).toEqual([
        ['ping', 104, 105],
        ['pong'],
        'one, two, three',
        null,
        'four',
        ['close'],
      ]);
  });

  it('[LNK-3] [HOS-2] puts together what is many mebibytes long, in frames or in fragments of any size', () => {
    const MiB = 1024 * 1024;
    const text = Array.from({ length: 400_000 }, (_, n) => n.toString(36)).join(' ');
    const part = (n: number) => text.slice(n * 700_001, (n + 1) * 700_001);
    const count = Math.ceil(text.length / 700_001);
    const fragments = Array.from({ length: count }, (_, n) => {
      const head = (n === 0 ? Opcode.Text : Opcode.Continuation) | (n === count - 1 ? FIN : 0);
      return frame(head, part(n));
    });
    const bytes = Buffer.concat([
      frame(FIN | Opcode.Text, text),
      ...fragments,
      frame(FIN | Opcode.Text, 'x'),
    ]);
    expect(text.length).toBeGreaterThan(1.5 * MiB);
    for (const size of [1000, 65_536, MiB + 1, bytes.length])
      expect(new Reading(4 * MiB).read(bytes, size)).toEqual([text, text, 'x']);
  });

  it.each([
    ['a masked frame', [0x81, 0x80, 1, 2, 3, 4], ReadError.Protocol],
    ['compression', [0xc1, 0], ReadError.Protocol],
    ['an unknown opcode', [0x83, 0], ReadError.Protocol],
    ['an unknown control opcode', [0x8b, 0], ReadError.Protocol],
    ['a ping in parts', [0x09, 0], ReadError.Protocol],
    ['a ping of 126 bytes', [0x89, 126, 0, 126], ReadError.Protocol],
    ['a continuation of nothing', [0x80, 0], ReadError.Protocol],
    ['a message within a message', [0x01, 0, 0x81, 0], ReadError.Protocol],
    ['a frame of 2^63 bytes', [0x81, 127, 128, 0, 0, 0, 0, 0, 0, 0], ReadError.TooLarge],
    ['fragments of more than is taken', [0x01, 3, 97, 97, 97, 0x80, 3, 97, 97, 97], ReadError.TooLarge],
    ['what is not UTF-8', [0x81, 2, 0xc3, 0x28], ReadError.NotUtf8],
    ['half a surrogate', [0x81, 3, 0xed, 0xa0, 0x80], ReadError.NotUtf8],
  ])('[LNK-3] ends at %s', (_what, bytes, code) => {
    const more = [...bytes, ...frame(FIN | Opcode.Text, 'x')];
    expect(new Reading(5).read(Uint8Array.from(more))).toEqual([['failed', code]]);
  });

  it('[HOS-1] takes any bytes in any pieces without a throw, and says the same for all', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), integer({ min: 1, max: 40 }), (bytes, size) => {
        expect(new Reading(100).read(bytes, size)).toEqual(new Reading(100).read(bytes));
      }),
    );
  });
});
