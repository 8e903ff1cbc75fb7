import type { LinkSocket, LinkSocketEvents } from '@usher/balancer/parts';
import type { Cancel } from '@usher/kit';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { ConnectionEnd } from './connection-end.ts';
import type { Network } from './network.ts';
import type { SocketSpy } from './socket-spy.ts';

/** So often it is looked at how much of what waits has gone. */
const LOOK_MS = 10;

/** A Balancer's socket to a Monolith. */
export class SimulatedLinkSocket implements LinkSocket {
  readonly #end: ConnectionEnd;
  readonly #spy: SocketSpy;
  readonly #process: SimulatedProcess;
  readonly #events: LinkSocketEvents;
  #stopLooking: Cancel | null = null;

  constructor(
    network: Network,
    options: {
      process: SimulatedProcess;
      host: string;
      url: string;
      headers: Readonly<Record<string, string>>;
      spy: (socket: SimulatedLinkSocket) => SocketSpy;
      events: LinkSocketEvents;
    },
  ) {
    const { process, host, url, headers, events } = options;
    this.#process = process;
    this.#events = events;
    this.#end = network.dial(process, host, { url, headers });
    this.#spy = options.spy(this);
    this.#end.events = {
      opened: events.opened,
      text: (text, tag) => this.#spy.receives(text, tag, () => events.message(text)),
      ping: events.ping,
      pong: events.pong,
      closed: () => {
        this.#stopLooking?.();
        this.#spy.closed?.();
        events.closed();
      },
    };
  }

  get unsentBytes(): number {
    return this.#end.unsentBytes;
  }

  send(text: string): void {
    if (this.#end.state !== 'open') return;
    this.#end.text(text, this.#spy.sends(text));
    this.#stopLooking ??= this.#process.after(0, () => this.#look());
  }

  ping(): void {
    this.#end.ping();
  }

  close(code: number, reason: string): void {
    this.#spy.closed?.();
    this.#end.close(code, reason);
  }

  terminate(): void {
    this.#end.terminate();
  }

  #look(): void {
    this.#stopLooking = this.unsentBytes > 0 ? this.#process.after(LOOK_MS, () => this.#look()) : null;
    this.#events.written(this.unsentBytes);
  }
}
