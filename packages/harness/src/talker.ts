import { until } from '@usher/kit/testing';
import type { ClientMessage, RoomRequest, RoomState, ServerMessage } from '@usher/protocol';

let made = 0;

/** A client that says numbered things, and notes all that could be wrong with what it hears. */
export class Talker implements Disposable {
  readonly room: string;
  /** Unlike all others'. */
  readonly name = `talker-${made++}`;
  said = 0;
  closed: number | null = null;
  id: string | null = null;
  token = '';
  /** The room, as it was told. */
  state: Partial<RoomState> = {};
  /** Everyone in the room, as it was told. */
  readonly users = new Set<string>();
  /** The Monoliths that have served it, in order. */
  readonly monoliths: string[] = [];
  /** When the last full state came. */
  syncedAt = 0;
  /** When somebody was heard last. */
  heardAt = 0;
  /** Joins and Leaves of others that it was told of. */
  readonly comings: unknown[] = [];
  /** How long it heard nothing, around each move of its room, ms. */
  readonly pauses: number[] = [];
  messages = 0;
  readonly #heard = new Map<string, number[]>();
  readonly #texts: string[] = [];
  readonly #ws: WebSocket;
  #isMoving = false;

  constructor(port: number, room: string) {
    this.room = room;
    // Each has an address of its own, as clients have.
    const headers = { 'X-Forwarded-For': `10.0.${(made >> 8) & 255}.${made & 255}` };
    this.#ws = new WebSocket(`ws://127.0.0.1:${port}/api/room/${room}`, { headers });
    this.#ws.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data)) as ServerMessage));
    this.#ws.addEventListener('close', ({ code }) => (this.closed = code));
  }

  static async join(port: number, room: string, token: string): Promise<Talker> {
    const talker = new Talker(port, room);
    await talker.opened();
    talker.auth(token);
    await until(`a client is in ${room}`, () => talker.id);
    return talker;
  }

  async opened(): Promise<void> {
    await until('a socket is open', () => this.#ws.readyState === WebSocket.OPEN);
  }

  auth(token: string): void {
    this.token = token;
    this.#ws.send(JSON.stringify({ action: 'auth', token }));
  }

  /** Says the next number. */
  say(): void {
    const text = `${this.name} ${++this.said}`;
    this.#ws.send(JSON.stringify({ action: 'req', request: { type: 11, text } }));
  }

  send(message: ClientMessage): void {
    this.#ws.send(JSON.stringify(message));
  }

  request(request: RoomRequest): void {
    this.send({ action: 'req', request });
  }

  /** The numbers that it has heard of another, or of itself. */
  heardOf({ name }: Talker): readonly number[] {
    return this.#heard.get(name) ?? [];
  }

  /** What was said last in the room, in the order that it was heard in. */
  lastHeard(count: number): readonly string[] {
    return this.#texts.slice(-count);
  }

  /** Forgets whom it has seen come and go. */
  forgetComings(): void {
    this.comings.length = 0;
  }

  [Symbol.dispose](): void {
    this.#ws.terminate();
  }

  #hear(message: ServerMessage): void {
    this.messages++;
    switch (message.action) {
      case 'sync':
        this.state = { ...this.state, ...message };
        if (message.clockId !== undefined) this.#synced(message.clockId);
        return;
      case 'chat':
        return this.#chat(message.text);
      case 'event':
        if (message.request.type < 2) this.comings.push(message);
        return;
      case 'user':
        return this.#user(message);
      case 'you':
        this.id = message.info.id;
        return;
      default:
    }
  }

  #synced(clockId: string): void {
    this.syncedAt = performance.now();
    this.#isMoving = this.monoliths.length > 0 && this.monoliths.at(-1) !== clockId;
    if (this.monoliths.at(-1) !== clockId) this.monoliths.push(clockId);
  }

  #chat(text: string): void {
    const now = performance.now();
    if (this.#isMoving) this.pauses.push(now - this.heardAt);
    this.#isMoving = false;
    this.heardAt = now;
    this.#texts.push(text);
    const [name = '', number] = text.split(' ');
    const heard = this.#heard.get(name) ?? [];
    heard.push(Number(number));
    this.#heard.set(name, heard);
  }

  #user({ update }: Extract<ServerMessage, { action: 'user' }>): void {
    if (update.kind === 'init') {
      this.users.clear();
      for (const { id } of update.value) this.users.add(id);
    } else if (update.kind === 'update') this.users.add(update.value.id);
    else this.users.delete(update.value);
  }
}
