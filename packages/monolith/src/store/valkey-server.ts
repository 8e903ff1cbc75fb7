import { RedisClient } from 'bun';
import { inTime } from './in-time.ts';
import { publicUrl, StoreError } from './store-error.ts';

/** Short enough that a renewal without an answer can be tried again before the lease's end (OWN-3). */
const ANSWER_MS = 600;

/** The server has answered, with an error. */
export class ErrorReply extends StoreError {
  override readonly name = 'ErrorReply';

  /** Its first word, such as `MOVED`. */
  get kind(): string {
    return this.message.split(' ', 1)[0] ?? '';
  }
}

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  /** The server shall take it though the key's slot is still on its way to it. */
  readonly isAsking?: boolean;
}

/**
 * One connection to one server, Valkey or Redis, made when it is needed. A command is answered in time or fails, and is
 * never kept for later: a claim of yesterday must not be made today. A connection that has failed once is replaced.
 */
export class ValkeyServer {
  readonly url: string;
  #connection: Promise<RedisClient> | null = null;

  constructor(url: string) {
    this.url = url;
  }

  /** @throws ErrorReply, or StoreError when there was no reply */
  async send(command: Command): Promise<unknown> {
    const connection = (this.#connection ??= this.#connect());
    try {
      return await exchange(connection, command);
    } catch (error) {
      const { code, message } = error as { code?: unknown; message: string };
      const reply = code === 'ERR_REDIS_SERVER_ERROR' ? new ErrorReply(message, { cause: error }) : null;
      // Who writes no more has been replaced; behind a name of its own there is another server by now.
      if (reply === null || reply.kind === 'READONLY') this.#discard(connection);
      throw reply ?? new StoreError(`${publicUrl(this.url)}: ${message}`, { cause: error });
    }
  }

  close(): void {
    if (this.#connection !== null) this.#discard(this.#connection);
  }

  #connect(): Promise<RedisClient> {
    const client = new RedisClient(this.url, {
      connectionTimeout: ANSWER_MS,
      autoReconnect: false,
      enableOfflineQueue: false,
    });
    const connection = client.connect().then(() => client);
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- there is no other way
    client.onclose = () => this.#discard(connection);
    return connection;
  }

  #discard(connection: Promise<RedisClient>): void {
    if (this.#connection === connection) this.#connection = null;
    void connection.then(
      (client) => client.close(),
      () => undefined,
    );
  }
}

/** What was not sent within the time is not sent at all. */
async function exchange(connection: Promise<RedisClient>, command: Command): Promise<unknown> {
  const askedAt = performance.now();
  const client = await inTime(connection, ANSWER_MS);
  const { name, args, isAsking = false } = command;
  // In one go: nothing of somebody else's may come between the two.
  const asking = isAsking ? client.send('ASKING', []) : null;
  const answer = client.send(name, [...args]);
  const leftMs = Math.max(0, ANSWER_MS - (performance.now() - askedAt));
  const [reply] = await inTime(Promise.all([answer, asking]), leftMs);
  return reply;
}
