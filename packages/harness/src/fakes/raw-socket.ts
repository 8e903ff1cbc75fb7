import { connect, type Socket } from 'node:net';
import { until } from '@usher/kit/testing';
import { closeCodeOf, framesIn } from './frames.ts';

/** A TCP connection on which anything can be said. */
export class RawSocket implements Disposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #isEnded = false;

  private constructor(port: number, from: string) {
    this.#socket = connect({ port, host: '127.0.0.1', localAddress: from });
    this.#socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, Buffer.from(bytes)]);
    });
    for (const event of ['end', 'close', 'error']) this.#socket.on(event, () => (this.#isEnded = true));
  }

  /** @param from its own address */
  static async connect(port: number, from = '127.0.0.1'): Promise<RawSocket> {
    const raw = new RawSocket(port, from);
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
    for (const each of framesIn(this.#received)) {
      const code = closeCodeOf(each);
      if (code !== null) return code;
    }
    return null;
  }

  /** How many pings have come. */
  get pings(): number {
    return [...framesIn(this.#received)].filter(({ head }) => head === 0x89).length;
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
