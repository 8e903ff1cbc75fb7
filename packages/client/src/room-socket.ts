/** Opens a WebSocket; replaceable, so that tests can be the other end. */
export type OpenSocket = (url: string) => WebSocket;

export interface SocketEvents {
  readonly opened: () => void;
  readonly received: (text: string) => void;
  /** Once, and nothing after it. 1006 when the connection was lost or never made. */
  readonly closed: (code: number, reason: string) => void;
}

/** A WebSocket of text frames that falls silent when it is abandoned. */
export class RoomSocket {
  readonly #socket: WebSocket;
  #abandoned = false;

  constructor(url: string, open: OpenSocket = (address) => new WebSocket(address), events: SocketEvents) {
    this.#socket = open(url);
    this.#socket.addEventListener('open', () => {
      if (!this.#abandoned) events.opened();
    });
    this.#socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!this.#abandoned && typeof data === 'string') events.received(data);
    });
    // An error is always followed by a close, which tells as much.
    this.#socket.addEventListener('close', ({ code, reason }) => {
      if (!this.#abandoned) events.closed(code, reason);
      this.#abandoned = true;
    });
  }

  /** @returns whether the socket has taken it: one that is closing, which nobody may have been told of yet, does not */
  send(text: string): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** Closes it without waiting for the other end, and hears no more of it. */
  abandon(code: number): void {
    this.#abandoned = true;
    this.#socket.close(code);
  }
}
