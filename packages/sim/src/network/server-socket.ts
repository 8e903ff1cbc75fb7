import { WAITS } from '@usher/client-gate';
import type { ConnectionEnd } from './connection-end.ts';
import type { SocketSpy } from './socket-spy.ts';
import type { Topics } from './topics.ts';

export interface ServerSocketEvents<Data> {
  message(ws: SimulatedServerSocket<Data>, text: string): void;
  ping(ws: SimulatedServerSocket<Data>): void;
  pong(ws: SimulatedServerSocket<Data>): void;
  close(ws: SimulatedServerSocket<Data>, code: number, reason: string): void;
}

export interface ServerSocketOptions<Data> {
  readonly end: ConnectionEnd;
  readonly data: Data;
  readonly backpressureLimit: number;
  readonly topics: Topics;
  readonly spy: SocketSpy;
  readonly events: ServerSocketEvents<Data>;
}

/** As much of a socket of the runtime's server as our programs use. */
export class SimulatedServerSocket<Data> {
  readonly data: Data;
  readonly remoteAddress: string;
  readonly #options: ServerSocketOptions<Data>;

  constructor(options: ServerSocketOptions<Data>) {
    const { end, data, events, spy, topics } = options;
    this.data = data;
    this.remoteAddress = end.peer;
    this.#options = options;
    end.events = {
      opened: () => undefined,
      text: (text, tag) => spy.receives(text, tag, () => events.message(this, text)),
      ping: () => events.ping(this),
      pong: () => events.pong(this),
      closed: (code, reason) => {
        topics.forget(this);
        events.close(this, code, reason);
      },
    };
  }

  get readyState(): number {
    return this.#options.end.readyState;
  }

  send(text: string): number {
    const { end, spy, backpressureLimit } = this.#options;
    if (end.state !== 'open') return 0;
    end.text(text, spy.sends(text));
    if (end.unsentBytes > backpressureLimit) {
      end.terminate();
      return 0;
    }
    return end.unsentBytes > 0 ? WAITS : text.length;
  }

  getBufferedAmount(): number {
    return this.#options.end.unsentBytes;
  }

  ping(): void {
    this.#options.end.ping();
  }

  close(code = 1000, reason = ''): void {
    this.#options.end.close(code, reason);
  }

  terminate(): void {
    this.#options.end.terminate();
  }

  pause(): void {
    this.#options.end.in?.setRead(false);
  }

  resume(): void {
    this.#options.end.in?.setRead(true);
  }

  subscribe(topic: string): void {
    if (this.#options.end.state === 'open') this.#options.topics.add(topic, this);
  }

  unsubscribe(topic: string): void {
    this.#options.topics.remove(topic, this);
  }
}
