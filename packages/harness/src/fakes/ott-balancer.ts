import { until } from '@usher/kit/testing';
import { wrongFieldOf } from './ott-frames.ts';

/** A frame of the `ott` dialect, parsed. */
interface Said {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

interface Client {
  readonly token: string;
  readonly room: string;
  readonly id: string;
}

/**
 * An OpenTogetherTube balancer on its link (spec 6): it says `init` at once, and rejects a whole message for one field of the wrong type. All
 * else it says is the test's to say.
 */
export class OttBalancer implements Disposable {
  readonly received: Said[] = [];
  /** What it could not take, and why. */
  readonly rejected: string[] = [];
  /** How the link ended, by close code; `null` while it is open. */
  closed: number | null = null;
  readonly #ws: WebSocket;

  /** @param init what it says first; `null`: nothing */
  constructor(port: number, init: { id: string } | null = { id: crypto.randomUUID() }) {
    this.#ws = new WebSocket(`ws://127.0.0.1:${port}/`);
    this.#ws.addEventListener('open', () => {
      if (init !== null) this.tell('init', init);
    });
    this.#ws.addEventListener('message', ({ data }) => this.#take(String(data)));
    this.#ws.addEventListener('close', ({ code }) => (this.closed = code));
  }

  /** Resolves when the Monolith has told all its rooms: the link is established. */
  async linked(): Promise<void> {
    await this.hears('gossip');
  }

  join({ room, id: client, token }: Client): void {
    this.tell('join', { room, client, token });
  }

  leave({ id: client }: Pick<Client, 'id'>): void {
    this.tell('leave', { client });
  }

  say({ id: client_id }: Pick<Client, 'id'>, payload: unknown): void {
    this.tell('client_msg', { client_id, payload });
  }

  tell(type: string, payload: unknown): void {
    this.send(JSON.stringify({ type, payload }));
  }

  /** Writes exactly that. */
  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#ws.send(frame);
  }

  /** Payloads of that type, in order. */
  ofType(type: string): Record<string, unknown>[] {
    return this.received.filter((frame) => frame.type === type).map(({ payload }) => payload);
  }

  /** Waits for a payload of that type, the first that `matches`. */
  hears(
    type: string,
    matches: (payload: Record<string, unknown>) => boolean = () => true,
  ): Promise<Record<string, unknown>> {
    return until(`a balancer hears ${type}`, () => this.ofType(type).find(matches));
  }

  /** What that client would have been passed: unicasts to it, and broadcasts to its room, whose name it compares without case. */
  messagesFor({ room, id }: Pick<Client, 'room' | 'id'>): Record<string, unknown>[] {
    const heard = this.ofType('room_msg').filter(
      (payload) =>
        String(payload['room']).toLowerCase() === room.toLowerCase() && (payload['client_id'] ?? id) === id,
    );
    return heard.map(({ payload }) => payload as Record<string, unknown>);
  }

  /** Reads nothing any more, until `resume`. */
  pause(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  [Symbol.dispose](): void {
    this.#ws.terminate();
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as Said;
    const wrong = wrongFieldOf(frame);
    if (wrong === null) this.received.push(frame);
    else this.rejected.push(`${wrong} in ${text}`);
  }
}
