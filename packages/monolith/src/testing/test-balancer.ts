import { isObject, parseObject } from '@usher/protocol';

type Json = Record<string, unknown>;

/** Plays a Balancer that knows only the seed: joins clients and writes down what the Monolith says. */
export class TestBalancer {
  readonly #ws: WebSocket;
  readonly #frames: Json[] = [];
  readonly #unsent: Json[] = [];

  constructor(url: string) {
    this.#ws = new WebSocket(url);
    this.#ws.addEventListener('message', ({ data }) => {
      const frame = parseObject(String(data));
      if (frame?.['action'] === 'init') this.#established();
      if (frame !== null) this.#frames.push(frame);
    });
  }

  /** @param info where the client is, as a full Balancer tells it */
  join(room: string, id: string, token: string, info?: { ip: string }): void {
    const request = info === undefined ? { type: 0 } : { type: 0, info };
    this.#send({ token, room, id, message: { action: 'req', request } });
  }

  controls(action: string): Json[] {
    return this.#frames.filter((frame) => frame['action'] === action);
  }

  toClient(id: string, action: string): Json[] {
    return this.#messages((frame) => frame['id'] === id, action);
  }

  toRoom(room: string, action: string): Json[] {
    return this.#messages((frame) => frame['room'] === room && frame['id'] === undefined, action);
  }

  close(): void {
    this.#ws.close();
  }

  #messages(isWanted: (frame: Json) => boolean, action: string): Json[] {
    const messages = this.#frames.filter(isWanted).map((frame) => frame['message']);
    return messages.filter(isObject).filter((message) => message['action'] === action);
  }

  #established(): void {
    for (const frame of this.#unsent.splice(0)) this.#ws.send(JSON.stringify(frame));
  }

  #send(frame: Json): void {
    if (this.controls('init').length === 0) this.#unsent.push(frame);
    else this.#ws.send(JSON.stringify(frame));
  }
}
