import { isObject, parseObject } from '@usher/protocol';

/** Plays a browser: says things and writes down what it hears. */
export class TestClient {
  /** The code with which the server closed. */
  readonly closed: Promise<number>;
  readonly #ws: WebSocket;
  readonly #heard: Record<string, unknown>[] = [];
  readonly #unsent: (string | Uint8Array)[] = [];

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#ws = new WebSocket(url, { headers });
    this.#ws.addEventListener('open', () => {
      for (const frame of this.#unsent.splice(0)) this.sendRaw(frame);
    });
    this.#ws.addEventListener('message', ({ data }) => {
      const message = parseObject(String(data));
      if (isObject(message)) this.#heard.push(message);
    });
    this.closed = new Promise((resolve) => {
      this.#ws.addEventListener('close', ({ code }) => resolve(code));
    });
  }

  say(message: Record<string, unknown>): void {
    this.sendRaw(JSON.stringify(message));
  }

  sendRaw(frame: string | Uint8Array): void {
    if (this.#ws.readyState === WebSocket.CONNECTING) this.#unsent.push(frame);
    else this.#ws.send(frame);
  }

  close(): void {
    this.#ws.close();
  }

  heard(action: string): Record<string, unknown>[] {
    return this.#heard.filter((message) => message['action'] === action);
  }
}
