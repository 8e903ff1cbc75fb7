import type { Socket } from 'bun';
import { frame } from '../../src/fakes/frames.ts';
import { RawSocket } from '../../src/fakes/raw-socket.ts';
import type { OpenQuestions } from './open-questions.ts';

export type RawClientSocket = Socket<RawClient>;

/** How long a text is as a frame of a server's: it is not masked. */
export const frameBytes = (text: string) => text.length + (text.length < 126 ? 2 : 4);

/** A text frame as a client sends it. */
export const textFrame = (text: string) => frame({ head: 0x81, payload: text });

/**
 * A client's WebSocket as bytes: frames are made once, and what comes is counted and not parsed, so that 10,000 of them cost little beside
 * the process that they load.
 */
export class RawClient {
  receivedBytes = 0;
  /** While its answers are timed. */
  questions: OpenQuestions | null = null;
  readonly #joined = Promise.withResolvers<void>();
  #state: 'upgrading' | 'joining' | 'joined' = 'upgrading';
  #head = '';

  /** Resolves when it has been answered: the socket is open, and its room has been joined. */
  get joined(): Promise<void> {
    return this.#joined.promise;
  }

  received(socket: RawClientSocket, bytes: Buffer, auth: Buffer): void {
    if (this.#state === 'joined') {
      this.receivedBytes += bytes.length;
    } else if (this.#state === 'joining') {
      this.#state = 'joined';
      this.#joined.resolve();
    } else {
      this.#head += bytes.toString('latin1');
      if (!this.#head.includes('\r\n\r\n')) return;
      if (!this.#head.startsWith('HTTP/1.1 101')) return this.ended(this.#head.slice(0, 300));
      this.#head = '';
      this.#state = 'joining';
      socket.write(auth);
    }
  }

  ended(why: string): void {
    this.#joined.reject(new Error(`a client was not let in: ${why}`));
  }

  static handshake(path: string): string {
    return RawSocket.handshake(path);
  }
}
