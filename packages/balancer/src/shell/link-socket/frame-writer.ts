import { LENGTH_IN_2, LENGTH_IN_8, Opcode } from './opcode.ts';

const FIN = 0x80;
const MASKED = 0x80;
const HEADER_BYTES_MAX = 14;
const FIRST_BYTES = 64 * 1024;
const KEYS_AT_ONCE = 1024;

/** Frames of a WebSocket client, one behind the other, as the bytes that are to be sent (RFC 6455, section 5). */
export class FrameWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #view = viewOf(this.#bytes);
  #start = 0;
  #end = 0;
  readonly #keys = new Int32Array(KEYS_AT_ONCE);
  #keysLeft = 0;

  /** What was written and not taken yet. */
  get length(): number {
    return this.#end - this.#start;
  }

  get unsent(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    const payload = this.#header(Opcode.Text, length);
    this.#bytes.write(text, payload, 'utf8');
    this.#mask(payload, length);
  }

  /** @param payload at most 125 bytes */
  control(opcode: number, payload: Uint8Array): void {
    const start = this.#header(opcode, payload.length);
    this.#bytes.set(payload, start);
    this.#mask(start, payload.length);
  }

  /** So many bytes are sent. */
  took(count: number): void {
    this.#start += count;
    if (this.#start < this.#end) return;
    this.#start = this.#end = 0;
    if (this.#bytes.length > FIRST_BYTES) this.#keep(Buffer.allocUnsafeSlow(FIRST_BYTES));
  }

  /** Makes room for a frame and writes its header. @returns where its payload begins */
  #header(opcode: number, length: number): number {
    this.#reserve(HEADER_BYTES_MAX + length);
    const bytes = this.#bytes;
    let at = this.#end;
    bytes[at++] = FIN | opcode;
    if (length < LENGTH_IN_2) bytes[at++] = MASKED | length;
    else if (length < 0x10000) {
      bytes[at++] = MASKED | LENGTH_IN_2;
      at = bytes.writeUInt16BE(length, at);
    } else {
      bytes[at++] = MASKED | LENGTH_IN_8;
      at = bytes.writeUInt32BE(0, at);
      at = bytes.writeUInt32BE(length, at);
    }
    this.#end = at + 4 + length;
    return at + 4;
  }

  /** With a key that nobody can guess, new for each frame (section 5.3). */
  #mask(payload: number, length: number): void {
    if (this.#keysLeft === 0) {
      crypto.getRandomValues(this.#keys);
      this.#keysLeft = KEYS_AT_ONCE;
    }
    const key = this.#keys[--this.#keysLeft] as number;
    const view = this.#view;
    view.setInt32(payload - 4, key);
    const end = payload + length;
    let at = payload;
    for (; at + 3 < end; at += 4) view.setInt32(at, view.getInt32(at) ^ key);
    for (let shift = 24; at < end; at++, shift -= 8) view.setUint8(at, view.getUint8(at) ^ (key >>> shift));
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const length = this.length;
    const target =
      length + count <= this.#bytes.length / 2
        ? this.#bytes
        : Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(2 * (length + count))));
    this.#bytes.copy(target, 0, this.#start, this.#end);
    this.#keep(target);
    this.#start = 0;
    this.#end = length;
  }

  #keep(bytes: Buffer<ArrayBuffer>): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView =>
  new DataView(buffer, byteOffset, byteLength);
