import { LIMITS } from '@usher/protocol';
import type { Socket } from 'bun';
import { FrameReader } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import type { LinkSocket, LinkSocketEvents, OpenLinkSocket } from './link-socket.ts';
import { CONTROL_BYTES_MAX, Opcode } from './opcode.ts';
import { Upgrade } from './upgrade.ts';

/** More than this is written at once, not at the end of the turn. */
const WRITE_AT_BYTES = 64 * 1024;
const ANSWER_BYTES_MAX = 16 * 1024;
const NOTHING = new Uint8Array();

export const openLinkSocket: OpenLinkSocket = (url, headers, events) =>
  new TcpLinkSocket(new URL(url), headers, events);

type State = 'connecting' | 'upgrading' | 'open' | 'closing' | 'over';

/**
 * A WebSocket client that writes once per turn of the event loop: what all clients said that were read in this turn goes to the system in one
 * call (LNK-52). The runtime's own makes one for each message, and these calls are most of what a relayed message costs.
 */
class TcpLinkSocket implements LinkSocket {
  readonly #events: LinkSocketEvents;
  readonly #upgrade = new Upgrade();
  readonly #reader: FrameReader;
  readonly #writer = new FrameWriter();
  readonly #answer = new GrowingBuffer();
  #tcp: Socket | null = null;
  #state: State = 'connecting';
  #willFlush = false;
  /** The system takes no more for now. */
  #isBlocked = false;

  constructor(url: URL, headers: Readonly<Record<string, string>>, events: LinkSocketEvents) {
    this.#events = events;
    this.#reader = new FrameReader(LIMITS.linkFrameBytesMax, {
      message: (text) => this.#events.message(text),
      ping: (payload) => {
        if (!this.#isBlocked) this.#control(Opcode.Pong, payload);
        this.#events.ping();
      },
      pong: () => this.#events.pong(),
      close: () => this.#closeHeard(),
      failed: (code, reason) => {
        this.close(code, reason);
        this.#tcp?.end();
      },
    });
    this.#connect(url, this.#upgrade.request(url, headers));
  }

  get unsentBytes(): number {
    return this.#writer.length;
  }

  send(text: string): void {
    if (this.#state !== 'open') return;
    this.#writer.text(text);
    this.#flushSoon();
  }

  ping(): void {
    this.#control(Opcode.Ping, NOTHING);
  }

  close(code: number, reason: string): void {
    if (this.#state !== 'open') return this.terminate();
    const payload = Buffer.alloc(CONTROL_BYTES_MAX);
    payload.writeUInt16BE(code);
    this.#control(Opcode.Close, payload.subarray(0, 2 + payload.write(reason, 2)));
    this.#state = 'closing';
    this.#flush(); // the process may end before this turn does
  }

  terminate(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#tcp?.terminate();
    this.#events.closed();
  }

  #connect({ hostname, port }: URL, request: string): void {
    const over = (): void => this.terminate();
    const connecting = Bun.connect({
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 80),
      socket: {
        open: (tcp) => this.#connected(tcp, request),
        data: (_, bytes) => this.#received(bytes),
        drain: () => this.#drained(),
        end: over,
        close: over,
        error: over,
        connectError: over,
      },
    });
    connecting.catch(over);
  }

  #connected(tcp: Socket, request: string): void {
    this.#tcp = tcp;
    if (this.#state !== 'connecting') return tcp.terminate();
    this.#state = 'upgrading';
    tcp.setNoDelay(true);
    // A new socket takes as little as this at once, or is of no use.
    if (tcp.write(request) < request.length) this.terminate();
  }

  #received(bytes: Buffer): void {
    if (this.#state === 'upgrading') this.#answered(bytes);
    else if (this.#state !== 'over') this.#reader.read(bytes);
  }

  #answered(bytes: Buffer): void {
    this.#answer.append(bytes);
    const length = this.#upgrade.accepts(this.#answer.peek());
    if (length === null || (length === undefined && this.#answer.length > ANSWER_BYTES_MAX))
      return this.terminate();
    if (length === undefined) return;
    this.#state = 'open';
    this.#events.opened();
    this.#reader.read(this.#answer.take().subarray(length));
  }

  /** The other side will say no more: it is answered, if it began. */
  #closeHeard(): void {
    if (this.#state === 'open') this.close(1000, '');
    this.#tcp?.end();
  }

  #control(opcode: number, payload: Uint8Array): void {
    if (this.#state !== 'open') return;
    this.#writer.control(opcode, payload);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#writer.length >= WRITE_AT_BYTES && !this.#isBlocked) return this.#flush();
    if (this.#willFlush) return;
    this.#willFlush = true;
    setImmediate(() => {
      this.#willFlush = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#tcp === null || this.#state === 'over' || this.#writer.length === 0) return;
    if (!this.#isBlocked) {
      this.#writer.took(Math.max(0, this.#tcp.write(this.#writer.unsent)));
      this.#isBlocked = this.#writer.length > 0;
    }
    this.#events.written(this.#writer.length);
  }

  #drained(): void {
    this.#isBlocked = false;
    this.#flush();
  }
}
