import { GrowingBuffer } from './growing-buffer.ts';
import { CONTROL_BYTES_MAX, LENGTH_IN_2, LENGTH_IN_8, Opcode } from './opcode.ts';

const FIN = 0x80;
const RESERVED = 0x70;
const OPCODE = 0x0f;
const MASKED = 0x80;
const LENGTH = 0x7f;

/** Close codes of RFC 6455, section 7.4.1. */
export const ReadError = { Protocol: 1002, NotUtf8: 1007, TooLarge: 1009 } as const;
export type ReadError = (typeof ReadError)[keyof typeof ReadError];

export interface FrameHandlers {
  /** A whole message; `null`: it is binary. */
  readonly message: (text: string | null) => void;
  readonly ping: (payload: Uint8Array) => void;
  readonly pong: () => void;
  readonly close: () => void;
  /** What the server sends is no WebSocket any more. Nothing is read after this. */
  readonly failed: (code: ReadError, reason: string) => void;
}

/** Reads what a WebSocket server sends (RFC 6455, section 5), in pieces of any size. */
export class FrameReader {
  readonly #handlers: FrameHandlers;
  readonly #messageBytesMax: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** A frame that has begun, and how many bytes it must have before it is worth another look. */
  readonly #begun = new GrowingBuffer();
  #needed = 0;
  /** A message that has begun in fragments, the first of which said whether it is text. */
  readonly #fragments = new GrowingBuffer();
  #opcode: number | null = null;
  #isOver = false;

  constructor(messageBytesMax: number, handlers: FrameHandlers) {
    this.#messageBytesMax = messageBytesMax;
    this.#handlers = handlers;
  }

  read(bytes: Uint8Array): void {
    if (this.#begun.length === 0) return this.#frames(bytes);
    this.#begun.append(bytes);
    if (this.#begun.length >= this.#needed) this.#frames(this.#begun.take());
  }

  #frames(bytes: Uint8Array): void {
    let at = 0;
    while (!this.#isOver && at < bytes.length) {
      const size = this.#frame(bytes, at);
      if (size > bytes.length - at) {
        this.#needed = size;
        return this.#begun.append(bytes.subarray(at));
      }
      at += size;
    }
  }

  /** Handles the frame that begins here if all of it is there. @returns how many bytes it has, as far as that is known */
  #frame(bytes: Uint8Array, start: number): number {
    const there = bytes.length - start;
    if (there < 2) return 2;
    const [first, second] = [bytes[start] as number, bytes[start + 1] as number];
    const opcode = first & OPCODE;
    const short = second & LENGTH;
    if ((first & RESERVED) !== 0 || (second & MASKED) !== 0)
      return this.#fail(ReadError.Protocol, 'reserved bits');
    const isControl = opcode >= Opcode.Close;
    if (isControl && ((first & FIN) === 0 || short > CONTROL_BYTES_MAX))
      return this.#fail(ReadError.Protocol, 'a control frame in parts, or too long');
    const headerSize = short === LENGTH_IN_2 ? 4 : short === LENGTH_IN_8 ? 10 : 2;
    if (there < headerSize) return headerSize;
    const length = payloadLength(bytes, start, short);
    if (length > this.#messageBytesMax) return this.#fail(ReadError.TooLarge, 'a frame is too large');
    const size = headerSize + length;
    if (there < size) return size;
    const payload = bytes.subarray(start + headerSize, start + size);
    if (isControl) this.#control(opcode, payload);
    else this.#data(opcode, (first & FIN) !== 0, payload);
    return size;
  }

  #control(opcode: number, payload: Uint8Array): void {
    if (opcode === Opcode.Ping) this.#handlers.ping(payload);
    else if (opcode === Opcode.Pong) this.#handlers.pong();
    else if (opcode === Opcode.Close) {
      this.#isOver = true;
      this.#handlers.close();
    } else this.#fail(ReadError.Protocol, 'an unknown opcode');
  }

  #data(opcode: number, isLast: boolean, payload: Uint8Array): void {
    if (opcode > Opcode.Binary) return void this.#fail(ReadError.Protocol, 'an unknown opcode');
    if ((opcode === Opcode.Continuation) !== (this.#opcode !== null))
      return void this.#fail(ReadError.Protocol, 'parts of messages out of order');
    if (isLast && this.#opcode === null) return this.#message(opcode, payload);
    this.#opcode ??= opcode;
    if (this.#fragments.length + payload.length > this.#messageBytesMax)
      return void this.#fail(ReadError.TooLarge, 'a message is too large');
    this.#fragments.append(payload);
    if (!isLast) return;
    const whole = this.#opcode;
    this.#opcode = null;
    this.#message(whole, this.#fragments.take());
  }

  #message(opcode: number, payload: Uint8Array): void {
    if (opcode === Opcode.Binary) return this.#handlers.message(null);
    let text: string;
    try {
      text = this.#decoder.decode(payload);
    } catch {
      return void this.#fail(ReadError.NotUtf8, 'a text is not UTF-8');
    }
    this.#handlers.message(text);
  }

  /** @returns a size, so that the reader stops here */
  #fail(code: ReadError, reason: string): number {
    this.#isOver = true;
    this.#handlers.failed(code, reason);
    return 0;
  }
}

function payloadLength(bytes: Uint8Array, start: number, short: number): number {
  if (short < LENGTH_IN_2) return short;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  return short === LENGTH_IN_2 ? view.getUint16(2) : Number(view.getBigUint64(2));
}
