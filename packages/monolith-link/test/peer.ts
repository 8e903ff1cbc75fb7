import { until } from '@usher/kit/testing';
import type { NotingMonolith } from './noting-monolith.ts';

interface Client {
  readonly token: string;
  readonly room: string;
  readonly id: string;
}

export const c1: Client = { token: 't1', room: 'foo', id: 'c1' };
export const c2: Client = { token: 't2', room: 'foo', id: 'c2' };

/** A Balancer that says exactly what it is told to. */
export class Peer implements Disposable {
  readonly frames: Record<string, unknown>[] = [];
  closed: number | null = null;
  readonly #ws: WebSocket;
  constructor(port: number, headers: Record<string, string> = {}) {
    this.#ws = new WebSocket(`ws://127.0.0.1:${port}/`, { headers });
    this.#ws.addEventListener(
      'message',
      ({ data }) => void this.frames.push(JSON.parse(String(data)) as never),
    );
    this.#ws.addEventListener('close', ({ code }) => (this.closed = code));
  }
  send(frame: unknown): void {
    this.#ws.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
  }
  say(client: Client, message: unknown): void {
    this.send({ ...client, message });
  }
  join(client: Client, more: Record<string, unknown> = {}): void {
    this.say(client, { action: 'req', request: { type: 0, ...more } });
  }
  leave(client: Client, more: Record<string, unknown> = {}): void {
    this.say(client, { action: 'req', request: { type: 1, ...more } });
  }
  async frame(action: string): Promise<Record<string, unknown>> {
    return until(`a ${action} arrives`, () => this.frames.find((frame) => frame['action'] === action));
  }
  /** Reads nothing, until `resume`. */
  pause(): void {
    this.#ws.pause();
  }
  resume(): void {
    this.#ws.resume();
  }
  [Symbol.dispose](): void {
    this.#ws.terminate();
  }
}

/** A Balancer in static mode that has said hello. */
export async function fullPeer(monolith: NotingMonolith, id: string): Promise<Peer> {
  const peer = new Peer(monolith.port);
  await peer.frame('init');
  peer.send({ action: 'hello', id, version: 1 });
  return peer;
}
