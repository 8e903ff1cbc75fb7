import { expect } from 'bun:test';
import { TestClient } from '../fakes/test-client.ts';
import type { Person } from './people.ts';
import { roomUrl, type Target } from './target.ts';

export type Heard = Readonly<Record<string, unknown>>;
/** What a message must have in it at least. */
export type Shape = Readonly<Record<string, unknown>>;

/** Under load of a busy machine; ordinarily a matter of milliseconds. */
const TIMEOUT_MS = 20_000;

/** Somebody's client in a room. It reads what it hears once, in order. */
export class Member implements Disposable {
  readonly #site: Target;
  readonly #client: TestClient;
  readonly #heard: Heard[] = [];
  #parsed = 0;
  #clock = 0;
  #id = '';

  private constructor(site: Target, client: TestClient) {
    this.#site = site;
    this.#client = client;
  }

  /** Connects and says who it is; whether it is let in remains to be seen. */
  static async knock(site: Target, room: string, { token }: Person): Promise<Member> {
    const client = new TestClient(roomUrl(site, room));
    await client.opened();
    client.auth(token);
    return new Member(site, client);
  }

  /** Joins, and has read all that a join brings. */
  static async enter(site: Target, room: string, person: Person): Promise<Member> {
    const member = await Member.knock(site, room, person);
    await member.hears({ action: 'chats' });
    return member;
  }

  /** Of this connection, as `you` has told it. */
  get id(): string {
    this.#read();
    return this.#id;
  }

  say(message: unknown): void {
    this.#client.say(message);
  }

  /** Makes a room request. */
  ask(...requests: readonly Shape[]): void {
    for (const request of requests) this.say({ action: 'req', request });
  }

  report(status: string): void {
    this.say({ action: 'status', status });
  }

  /** The next message with `shape` in it; what came before it counts as read. */
  async hears(shape: Shape): Promise<Heard> {
    const heard = await this.#hearsUntil((message) => Bun.deepMatch(shape, message), JSON.stringify(shape));
    return heard.at(-1) ?? {};
  }

  /** All that its room has told it until now, as far as it has not read it. */
  async hearsAll(): Promise<Heard[]> {
    const t0 = ++this.#clock;
    this.say({ action: 'clock', t0 });
    const isAnswer = ({ action, t0: its }: Heard) => action === 'clock' && its === t0;
    return (await this.#hearsUntil(isAnswer, 'the time')).slice(0, -1);
  }

  /** Asks, and is told that it may not or cannot, by that code (MSG-26). */
  async isRefused(request: Shape, code: string): Promise<void> {
    this.ask(request);
    const error = await this.hears({ action: 'error' });
    expect({ request, error }).toEqual({
      request,
      error: { action: 'error', code, message: expect.stringMatching(/./), request: request['type'] },
    });
    this.#site.seen.add(`error ${code}`);
  }

  /** How its socket ended; `null` while it is open. */
  get closed(): { code: number; reason: string } | null {
    return this.#client.closed;
  }

  /** The code with which its socket ends. */
  async ends(): Promise<number> {
    await this.#waits('the end', () => this.closed !== null);
    return this.closed?.code ?? 0;
  }

  leave(): void {
    this.#client.close();
  }

  [Symbol.dispose](): void {
    this.#client[Symbol.dispose]();
  }

  /** Reads on to the first message that is looked for. */
  async #hearsUntil(isLookedFor: (message: Heard) => boolean, what: string): Promise<Heard[]> {
    let looked = 0;
    const isFound = () => {
      this.#read();
      while (looked < this.#heard.length) if (isLookedFor(this.#heard[looked++] ?? {})) return true;
      if (this.closed !== null) throw this.#inVain(what, 'its socket has ended');
      return false;
    };
    await this.#waits(what, isFound);
    return this.#heard.splice(0, looked);
  }

  /** Looks again whenever something has come. */
  async #waits(what: string, isOver: () => boolean): Promise<void> {
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => timeout.reject(this.#inVain(what, `it has waited for ${TIMEOUT_MS} ms`)),
      TIMEOUT_MS,
    );
    try {
      for (;;) {
        const changed = this.#client.changed();
        if (isOver()) return;
        await Promise.race([changed, timeout.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #inVain(what: string, why: string): Error {
    const instead = [this.closed, ...this.#heard].map((each) => JSON.stringify(each)).join('\n');
    return new Error(`somebody does not hear ${what}: ${why}. Instead:\n${instead}`);
  }

  #read(): void {
    const { heard } = this.#client;
    while (this.#parsed < heard.length) {
      const message = JSON.parse(heard[this.#parsed++] ?? '') as Heard;
      if (message['action'] === 'you') this.#id = (message['info'] as { id: string }).id;
      this.#heard.push(message);
    }
  }
}
