import type { ServerMessage } from '@usher/protocol';
import type { OpenSocket } from '../room-socket.ts';

type Heard = Record<string, unknown> & { action: string };

/** The server's end of one WebSocket, and the WebSocket itself. */
class FakeSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly heard: Heard[] = [];
  closedWith: number | null = null;
  onHeard: (message: Heard) => void = () => {};

  send(text: string): void {
    const message = JSON.parse(text) as Heard;
    this.heard.push(message);
    this.onHeard(message);
  }

  close(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.closedWith = code;
  }

  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }
}

/** A server as the client's sockets see it; speaks on the newest one. */
export class FakeServer {
  readonly #sockets: FakeSocket[] = [];
  url = '';

  readonly open: OpenSocket = (url) => {
    this.url = url;
    const socket = new FakeSocket();
    this.#sockets.push(socket);
    return socket as unknown as WebSocket;
  };

  get current(): FakeSocket {
    const socket = this.#sockets.at(-1);
    if (socket === undefined) throw new Error('nobody has connected');
    return socket;
  }

  get heard(): readonly Heard[] {
    return this.current.heard;
  }

  accept(): void {
    this.current.accept();
  }

  say(message: ServerMessage): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(data: string): void {
    this.current.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(code: number): void {
    this.current.readyState = WebSocket.CLOSED;
    this.current.dispatchEvent(new CloseEvent('close', { code }));
  }

  /** Answers `clock` at once, with what `serverNow` says. */
  answerClock(serverNow: () => number): void {
    this.current.onHeard = ({ action, t0 }) => {
      const now = serverNow();
      if (action === 'clock') this.say({ action: 'clock', t0: Number(t0), t1: now, t2: now });
    };
  }
}
