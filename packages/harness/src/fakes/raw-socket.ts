import { connect, type Socket } from 'node:net';
import { until } from '@usher/kit/testing';

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

/** A TCP connection on which anything can be said. */
export class RawSocket implements Disposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #isEnded = false;

  private constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, Buffer.from(bytes)]);
    });
    for (const event of ['end', 'close', 'error']) this.#socket.on(event, () => (this.#isEnded = true));
  }

  static async connect(port: number): Promise<RawSocket> {
    const raw = new RawSocket(port);
    await until('a raw socket is connected', () => !raw.#socket.connecting);
    return raw;
  }

  /** Connects, and upgrades to a WebSocket. */
  static async upgraded(port: number, path = '/api/room/foo'): Promise<RawSocket> {
    const raw = await RawSocket.connect(port);
    raw.write(RawSocket.handshake(path));
    await until('the upgrade is accepted', () => raw.text.includes('\r\n\r\n'));
    if (!raw.text.startsWith('HTTP/1.1 101')) throw new Error(`refused: ${raw.text}`);
    raw.#received = Buffer.alloc(0);
    return raw;
  }

  /** A right handshake; headers can be replaced, added, or left out with `null`. */
  static handshake(path: string, headers: Record<string, string | null> = {}): string {
    const all = {
      Host: 'localhost',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    };
    const lines = Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [`${name}: ${value}`],
    );
    return [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  }

  write(bytes: string | Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** What has come since the upgrade, as text. */
  get text(): string {
    return this.#received.toString();
  }

  /** The other side has ended the connection. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** The code of the first close frame that has come; `null` without one. */
  get closeCode(): number | null {
    for (const { head, payload } of this.#frames())
      if (head === 0x88) return payload.length < 2 ? 1005 : payload.readUInt16BE();
    return null;
  }

  /** How many pings have come. */
  get pings(): number {
    return [...this.#frames()].filter(({ head }) => head === 0x89).length;
  }

  /** All frames that have come whole since the upgrade. */
  *#frames(): Generator<{ head: number; payload: Buffer }> {
    const bytes = this.#received;
    for (let at = 0; at + 2 <= bytes.length;) {
      const [head = 0, length = 0] = bytes.subarray(at, at + 2);
      const extended = length === 126 ? 2 : length === 127 ? 8 : 0;
      const start = at + 2 + extended;
      if (start > bytes.length) return;
      const size =
        extended === 0 ? length : bytes.readUIntBE(start - Math.min(extended, 6), Math.min(extended, 6));
      if (start + size > bytes.length) return;
      yield { head, payload: bytes.subarray(start, start + size) };
      at = start + size;
    }
  }

  /** Waits until the connection has ended; gives its close code. */
  async ended(timeoutMs?: number): Promise<number | null> {
    await until('the raw socket ends', () => this.#isEnded, timeoutMs);
    return this.closeCode;
  }

  /** Written, and not taken by the system yet. */
  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  /** Says that nothing more will be written. */
  end(): void {
    this.#socket.end();
  }

  pause(): void {
    this.#socket.pause();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
