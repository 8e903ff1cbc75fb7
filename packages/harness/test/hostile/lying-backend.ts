import type { Socket } from 'node:net';
import { until } from '@usher/kit/testing';
import { RawBackend } from './raw-backend.ts';

/** How a request is answered: with whatever bytes. */
export type Lie = (socket: Socket, request: string) => void;

/** It answers each request as it is told to. */
export class LyingBackend extends RawBackend {
  lie: Lie = (socket) => socket.end();
  /** Requests so far. */
  asked = 0;
  /** Of requests that have begun. */
  readonly #heads = new Map<Socket, string>();

  static async start(): Promise<LyingBackend> {
    const backend = new LyingBackend();
    await backend.listen();
    return backend;
  }

  /** To those who are connected. */
  get written(): number {
    return [...this.sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  }

  /** Nobody is connected any more. */
  async isLeftAlone(): Promise<void> {
    await until('the Balancer has hung up', () => this.sockets.size === 0);
  }

  protected override received(socket: Socket, text: string): void {
    const head = (this.#heads.get(socket) ?? '') + text;
    const isWhole = head.includes('\r\n\r\n');
    this.#heads.set(socket, isWhole ? '' : head);
    if (!isWhole) return;
    this.asked++;
    this.lie(socket, head);
  }

  protected override left(socket: Socket): void {
    this.#heads.delete(socket);
  }
}

/** Writes `beginning`, and then `more` again and again, for as long as it is taken. */
export const endless =
  (beginning: string, more: string): Lie =>
  (socket) => {
    socket.write(beginning, 'latin1');
    const pour = (): void => {
      while (!socket.destroyed && socket.write(more, 'latin1'));
    };
    socket.on('drain', () => setImmediate(pour));
    pour();
  };

/** Writes it and says no more; `isOver`: and ends the connection. */
export const says =
  (bytes: string, isOver = true): Lie =>
  (socket) => {
    socket.write(bytes, 'latin1');
    if (isOver) socket.end();
  };
