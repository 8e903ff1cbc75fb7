import type { ClientMessage, RoomRequest, ServerMessage, SyncMessage } from '@usher/protocol';
import type { Page, WebSocketRoute } from 'playwright-core';

/** What browsers say of a page that says something at the moment in which its connection is lost. */
export const SAID_TOO_LATE = 'WebSocket is already in CLOSING or CLOSED state.';

/** What a page hears in place of a `sync`. */
type Change = (sync: SyncMessage) => object;

/** Nobody may do anything, as far as the page knows. */
export const withoutPermissions: Change = (sync) =>
  sync.grants === undefined ? sync : { ...sync, grants: sync.grants.map(([role]) => [role, 0]) };

/** What a page and its room say to each other: it is under way for as long as a test wants, each way in order. */
export class Wire {
  /** Each way. */
  delayMs = 0;
  /** What the page has said. */
  readonly said: ClientMessage[] = [];
  /** What the room has said, be it held or not. */
  readonly answered: ServerMessage[] = [];
  readonly #change: Change;
  readonly #sockets = new Set<WebSocketRoute>();
  #isCut = false;
  #held: PromiseWithResolvers<void> | null = null;

  constructor(change: Change = (sync) => sync) {
    this.#change = change;
  }

  /** Before the page is loaded. */
  static async of(page: Page, change?: Change): Promise<Wire> {
    const wire = new Wire(change);
    await page.routeWebSocket(/\/api\/room\//, (socket) => wire.#connect(socket));
    return wire;
  }

  /** What the page has asked for, of one type. */
  requests(type: RoomRequest['type']): RoomRequest[] {
    return this.said.flatMap((message) =>
      message.action === 'req' && message.request.type === type ? [message.request] : [],
    );
  }

  /** From now on nothing that the room says arrives. */
  hold(): void {
    this.#held ??= Promise.withResolvers();
  }

  release(): void {
    this.#held?.resolve();
    this.#held = null;
  }

  /** The connection is lost, and there is no other until `mend`. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
    this.#sockets.clear();
  }

  mend(): void {
    this.#isCut = false;
  }

  #connect(socket: WebSocketRoute): void {
    if (this.#isCut) return void socket.close();
    const server = socket.connectToServer();
    this.#sockets.add(socket).add(server);
    const [up, down] = [inOrder(), inOrder()];
    socket.onMessage((message) => {
      const said = JSON.parse(String(message)) as ClientMessage | { action: 'auth' };
      if (said.action !== 'auth') this.said.push(said);
      up(this.#delay(), () => server.send(message));
    });
    server.onMessage((message) => {
      const answer = JSON.parse(String(message)) as ServerMessage;
      this.answered.push(answer);
      const heard = answer.action === 'sync' ? JSON.stringify(this.#change(answer)) : message;
      down(this.#delay(this.#held), () => socket.send(heard));
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
