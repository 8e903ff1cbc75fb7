/** A Balancer that knows only what the seed document says: it reads `init`, writes envelopes, and passes messages on. */
export class SeedBalancer implements Disposable {
  readonly received: {
    room?: string;
    id?: string | null;
    message?: Record<string, unknown>;
    action?: string;
  }[] = [];
  readonly #ws: WebSocket;

  constructor(port: number) {
    this.#ws = new WebSocket(`ws://127.0.0.1:${port}/`);
    this.#ws.addEventListener(
      'message',
      ({ data }) => void this.received.push(JSON.parse(String(data)) as never),
    );
  }

  /** The first frame: `{action:"init", port, token}`. */
  get init(): { port: number; token: string } | undefined {
    return this.received[0] as never;
  }

  join(client: { token: string; room: string; id: string }): void {
    this.say(client, { action: 'req', request: { type: 0 } });
  }

  leave(client: { token: string; room: string; id: string }): void {
    this.say(client, { action: 'req', request: { type: 1 } });
  }

  say(client: { token: string; room: string; id: string }, message: unknown): void {
    this.#ws.send(JSON.stringify({ ...client, message }));
  }

  /** What that client would have been passed: unicasts to it, and broadcasts to its room. */
  messagesFor({ room, id }: { room: string; id: string }): Record<string, unknown>[] {
    const heard = this.received.filter((frame) => frame.room === room && (frame.id ?? id) === id);
    return heard.flatMap(({ message }) => (message === undefined ? [] : [message]));
  }

  [Symbol.dispose](): void {
    this.#ws.close();
  }
}
