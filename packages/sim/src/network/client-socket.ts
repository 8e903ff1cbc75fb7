import type { SimulatedProcess } from '../simulated-process.ts';
import type { ConnectionEnd } from './connection-end.ts';
import type { Network } from './network.ts';
import type { SocketSpy } from './socket-spy.ts';

type Listener = (event: { data: string; code: number; reason: string }) => void;

/** As much of the runtime's WebSocket client as our programs use. */
export class SimulatedClientSocket {
  readonly #end: ConnectionEnd;
  readonly #spy: SocketSpy;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(
    network: Network,
    options: {
      process: SimulatedProcess;
      host: string;
      url: string;
      spy: (socket: SimulatedClientSocket) => SocketSpy;
    },
  ) {
    const { process, host, url } = options;
    this.#end = network.dial(process, host, { url, headers: {} });
    this.#spy = options.spy(this);
    this.#end.events = {
      opened: () => this.#emit('open'),
      text: (text, tag) => this.#spy.receives(text, tag, () => this.#emit('message', { data: text })),
      ping: () => undefined, // browsers answer it by themselves
      pong: () => undefined,
      closed: (code, reason) => {
        this.#spy.closed?.();
        this.#emit('close', { code, reason });
      },
    };
  }

  get readyState(): number {
    return this.#end.readyState;
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  send(text: string): void {
    if (this.#end.state === 'open') this.#end.text(text, this.#spy.sends(text));
  }

  close(code = 1000, reason = ''): void {
    this.#spy.closed?.();
    this.#end.close(code, reason);
  }

  terminate(): void {
    this.#end.terminate();
  }

  /** The program reads what comes, or does not. */
  setRead(isRead: boolean): void {
    this.#end.in?.setRead(isRead);
  }

  #emit(type: string, event: { data?: string; code?: number; reason?: string } = {}): void {
    for (const listener of this.#listeners.get(type) ?? [])
      listener({ data: '', code: 0, reason: '', ...event });
  }
}
