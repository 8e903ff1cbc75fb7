import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { readQuestion, writeAnswer, type DnsRecord, type DnsType } from './dns-message.ts';

/** What a name server may do besides giving records. `silence`: nothing at all. */
type Failure = 'no-such-name' | 'server-failed' | 'refused' | 'silence';
type Reply = readonly DnsRecord[] | Failure;

const CODES: Readonly<Record<Exclude<Failure, 'silence'>, number>> = {
  'server-failed': 2,
  'no-such-name': 3,
  refused: 5,
};
/** Answers that are longer go over TCP (RFC 1035). */
const UDP_BYTES_MAX = 512;

/** A name server on loopback, over UDP and TCP, whose records the test changes as it likes. What was not set has no such name. */
export class DnsServer implements AsyncDisposable {
  /** `type name` of every query so far. */
  readonly queries: string[] = [];
  /** Whether queries over TCP are answered; connections are accepted and closed if not. */
  answersTcp = true;
  readonly #replies = new Map<string, Reply>();
  readonly #udp: Socket;
  readonly #tcp: Server;

  private constructor(udp: Socket, tcp: Server) {
    this.#udp = udp;
    this.#tcp = tcp;
    udp.on('message', (query, { address, port }) => {
      const answer = this.#answer(query, UDP_BYTES_MAX);
      if (answer !== null) udp.send(answer, port, address);
    });
    tcp.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        const answer = this.answersTcp ? this.#answer(Buffer.from(data).subarray(2), Infinity) : null;
        if (answer === null) return void socket.destroy();
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        socket.write(Buffer.concat([length, answer]));
      });
    });
  }

  static async start(): Promise<DnsServer> {
    const tcp = createServer();
    const server = new DnsServer(createSocket('udp4'), tcp);
    tcp.listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    server.#udp.bind(server.#port, '127.0.0.1');
    await once(server.#udp, 'listening');
    return server;
  }

  /** For the `server` option. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** From now on, questions of that type for that name are answered so. */
  set(name: string, type: DnsType, reply: Failure | readonly string[]): void {
    this.#replies.set(
      `${type} ${name}`,
      typeof reply === 'string' ? reply : reply.map((text) => recordOf(type, text)),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#tcp.close();
    await new Promise<void>((closed) => this.#udp.close(closed));
  }

  get #port(): number {
    const address = this.#tcp.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  #answer(query: Buffer, bytesMax: number): Buffer | null {
    const question = readQuestion(query);
    const key = `${question.type} ${question.name}`;
    this.queries.push(key);
    const reply = this.#replies.get(key) ?? 'no-such-name';
    if (reply === 'silence') return null;
    const code = typeof reply === 'string' ? CODES[reply] : 0;
    const records = typeof reply === 'string' ? [] : reply;
    const answer = writeAnswer(question, { records, code, truncated: false });
    if (answer.length <= bytesMax) return answer;
    return writeAnswer(question, { records: records.slice(0, 1), code, truncated: true });
  }
}

/** `127.0.0.1`, `::1`, or for SRV `host:port`. */
function recordOf(type: DnsType, text: string): DnsRecord {
  if (type !== 'SRV') return { type, address: text };
  const [target = '', port = ''] = text.split(':');
  return { type, target, port: Number(port) };
}
