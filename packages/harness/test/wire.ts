import type { ClientMessage, ServerMessage } from '@usher/protocol';
import type { Page, WebSocketRoute } from 'playwright-core';

/** What a page and its room say to each other: it is under way for as long as a test wants, each way in order. */
export class Wire {
  /** Each way. */
  delayMs = 0;
  /** What the page has said. */
  readonly said: ClientMessage[] = [];
  /** What the room has said, be it held or not. */
  readonly answered: ServerMessage[] = [];
  readonly #sockets = new Set<WebSocketRoute>();
  #isCut = false;
  #held: PromiseWithResolvers<void> | null = null;

  /** Before the page is loaded. */
  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/api\/room\//, (socket) => wire.#connect(socket));
    return wire;
  }

  /** From now on nothing that the room says arrives. */
  hold(): void {
    this.#held ??= Promise.withResolvers();
  }

  release(): void {
    this.#held?.resolve();
    this.#held = null;
  }

  /** The connection is lost, and there is no other. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
    this.#sockets.clear();
  }

  #connect(socket: WebSocketRoute): void {
    if (this.#isCut) return void socket.close();
    this.#sockets.add(socket);
    const server = socket.connectToServer();
    const [up, down] = [inOrder(), inOrder()];
    socket.onMessage((message) => {
      const said = JSON.parse(String(message)) as ClientMessage | { action: 'auth' };
      if (said.action !== 'auth') this.said.push(said);
      up(this.#delay(), () => server.send(message));
    });
    server.onMessage((message) => {
      this.answered.push(JSON.parse(String(message)) as ServerMessage);
      down(this.#delay(this.#held), () => socket.send(message));
    });
  }

  async #delay(held: PromiseWithResolvers<void> | null = null): Promise<void> {
    if (this.delayMs > 0) await Bun.sleep(this.delayMs);
    await held?.promise;
  }
}

/** Runs things each when its time has come and all before it have run. */
function inOrder(): (after: Promise<void>, run: () => void) => void {
  let last = Promise.resolve();
  return (after, run) => {
    last = Promise.all([last, after]).then(run);
  };
}
