import { randomUUID } from 'node:crypto';

/** A client, as the link names it. */
export interface LinkClient {
  readonly token: string;
  readonly room: string;
  readonly id: string;
}

/** A Balancer without clients: it speaks the link, `static`, so that no client's socket is counted. */
export class LinkPeer {
  sent = 0;
  received = 0;
  readonly #ws: WebSocket;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
  }

  /** @param hear every frame but the first, as it comes */
  static async connect(port: number, hear: (frame: string) => void): Promise<LinkPeer> {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/`);
    const peer = new LinkPeer(ws);
    const { promise: greeted, resolve, reject } = Promise.withResolvers<void>();
    ws.addEventListener('message', () => resolve(), { once: true });
    ws.addEventListener('message', ({ data }) => {
      peer.received++;
      hear(String(data));
    });
    ws.addEventListener('close', ({ code }) => {
      reject(new Error(`the link was closed with ${code}`));
    });
    await greeted;
    ws.send(JSON.stringify({ action: 'hello', id: randomUUID(), region: 'bench', version: 1 }));
    return peer;
  }

  /** @param message JSON text */
  say({ token, room, id }: LinkClient, message: string): void {
    this.sent++;
    this.#ws.send(`{"token":"${token}","room":"${room}","id":"${id}","message":${message}}`);
  }

  close(): void {
    this.#ws.close();
  }

  /** Says something to the Monolith itself. */
  tell(control: Record<string, unknown>): void {
    this.#ws.send(JSON.stringify(control));
  }

  request(client: LinkClient, request: Record<string, unknown>): void {
    this.say(client, JSON.stringify({ action: 'req', request }));
  }
}
