import { randomUUID } from 'node:crypto';
import type { Clock, Timers } from '@usher/kit';
import { LISTENER_OPTIONS, QuietLog, type Logger } from '@usher/kit/runtime';
import { LinkAuth, type Introduction } from '@usher/link-auth';
import { LIMITS, type MonolithId } from '@usher/protocol';
import type { Server, ServerWebSocket } from 'bun';
import { LinkConnection, type ConnectionContext, type Hello } from '../core/link-connection.ts';
import type { LinkSocket } from '../core/link-events.ts';
import { LinkTraffic } from './link-traffic.ts';

/** What is known of a Balancer's socket before its first frame. */
interface Dialled {
  readonly init: string;
  readonly nonce: string;
  readonly introduction: Introduction | null;
  connection: LinkConnection | null;
}

export interface LinkServerOptions {
  readonly id: MonolithId;
  readonly region: string;
  /** Where this Monolith serves ordinary HTTP (LNK-11). */
  readonly httpPort: number;
  readonly auth: LinkAuth;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** Where sockets come from; the runtime's server unless told otherwise. */
  readonly serve?: typeof Bun.serve;
}

/** How long Balancers may take to answer a close frame. */
const CLOSE_GRACE_MS = 500;

/** The port that Balancers dial: checks who they are before it upgrades, and gives what they say to their connections (spec 1.1, 1.2). */
export class LinkServer {
  readonly traffic = new LinkTraffic();
  readonly #options: LinkServerOptions;
  /** Nobody is asked for proof where the dialect has no words for it (OTT-1). */
  readonly #auth: LinkAuth;
  readonly #context: ConnectionContext;
  /** Of strangers: anyone who reaches the port can knock. */
  readonly #refusals: QuietLog;
  readonly #connections = new Set<LinkConnection>();
  #server: Server<Dialled> | null = null;
  #allClosed: () => void = () => undefined;

  constructor(options: LinkServerOptions, context: ConnectionContext) {
    this.#options = options;
    this.#auth = context.dialect.isAuthenticated ? options.auth : new LinkAuth({ auth: 'none', secrets: [] });
    this.#context = context;
    this.#refusals = new QuietLog(options.log, options.clock);
  }

  /** Begins to accept Balancers (LNK-1). Port 0 lets the system choose. */
  listen(at: { host: string; port: number }): { port: number } {
    const { clock, serve = Bun.serve } = this.#options;
    const server = serve<Dialled>({
      hostname: at.host,
      port: at.port,
      ...LISTENER_OPTIONS,
      fetch: (request, listener) => this.#upgrade(request, listener),
      websocket: {
        data: {} as Dialled,
        perMessageDeflate: false,
        maxPayloadLength: LIMITS.linkFrameBytesMax,
        backpressureLimit: LIMITS.linkQueueMaxBytes,
        closeOnBackpressureLimit: true, // LNK-50
        idleTimeout: 0,
        sendPings: false,
        open: (ws) => this.#open(ws),
        message: (ws, frame) => {
          if (typeof frame === 'string') {
            this.traffic.received(frame);
            ws.data.connection?.frame(frame, clock.now());
          } else ws.data.connection?.binaryFrame(clock.now());
        },
        drain: (ws) => ws.data.connection?.drained(),
        ping: (ws) => ws.data.connection?.heard(clock.now()),
        pong: (ws) => ws.data.connection?.heard(clock.now()),
        close: (ws) => {
          const { connection } = ws.data;
          if (connection === null) return;
          this.#connections.delete(connection);
          connection.closed(clock.now());
          if (this.#connections.size === 0) this.#allClosed();
        },
      },
    });
    this.#server = server;
    return { port: server.port ?? at.port };
  }

  /** Once a second: liveness, and what is left to send where no event says so. */
  tick(now: number): void {
    for (const connection of this.#connections) {
      connection.tick(now);
      connection.drained();
    }
  }

  /** Listens no more; ends connections that are not closed soon. */
  async stop(): Promise<void> {
    void this.#server?.stop();
    const { promise: isTime, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.timers.after(CLOSE_GRACE_MS, resolve);
    this.#allClosed = resolve;
    if (this.#connections.size === 0) resolve();
    await isTime;
    cancel();
    await this.#server?.stop(true);
  }

  /** Nobody who cannot show a valid bearer gets as far as an upgrade (LNK-10); `init` is ready before it (LNK-11). */
  async #upgrade(request: Request, server: Server<Dialled>): Promise<Response | undefined> {
    const { id, region, httpPort } = this.#options;
    const auth = this.#auth;
    const verdict = await auth.verifyBearer(request.headers.get('authorization'));
    if (!verdict.ok) {
      this.#refusals.warn(
        'bearer',
        { peer: server.requestIP(request)?.address, reason: verdict.reason },
        'refused a link: its bearer does not verify',
      );
      return new Response('a valid bearer token of the cluster is needed here\n', { status: 401 });
    }
    const introduction = verdict.value;
    const nonce = auth.newNonce();
    const token = await auth.initToken(id, introduction);
    const init = this.#context.dialect.writeInit({
      port: httpPort,
      token,
      id,
      region,
      version: 1,
      nonce,
    });
    const data: Dialled = { init, nonce, introduction, connection: null };
    if (server.upgrade(request, { data })) return undefined;
    return new Response('this port speaks WebSocket, to Balancers\n', {
      status: 426,
      headers: { Upgrade: 'websocket' },
    });
  }

  #open(ws: ServerWebSocket<Dialled>): void {
    ws.send(ws.data.init);
    const socket: LinkSocket = {
      peerAddress: ws.remoteAddress,
      send: (text) => {
        this.traffic.sent(text);
        ws.send(text);
      },
      ping: () => void ws.ping(),
      close: (code, reason) => ws.close(code, reason),
      terminate: () => ws.terminate(),
      unsentBytes: () => ws.getBufferedAmount(),
    };
    const needsHello = this.#context.dialect.needsHello || this.#auth.mode === 'signed';
    const connection: LinkConnection = new LinkConnection(this.#context, socket, {
      address: `${ws.remoteAddress}/${randomUUID()}`,
      verifyHello: needsHello ? (hello) => void this.#verifyHello(connection, ws.data, hello) : null,
      now: this.#options.clock.now(),
    });
    this.#connections.add(connection);
    ws.data.connection = connection;
  }

  async #verifyHello(
    connection: LinkConnection,
    { nonce, introduction }: Dialled,
    hello: Hello,
  ): Promise<void> {
    const { id, clock } = this.#options;
    const auth = this.#auth;
    if (auth.mode !== 'signed') return connection.helloVerified(null, clock.now());
    const isSame = introduction?.balancer === hello.id;
    const verdict = isSame
      ? await auth.verifyHello(hello.token, { balancer: hello.id, monolith: id, nonce })
      : ({ ok: false, reason: 'another Balancer than the one that dialled' } as const);
    connection.helloVerified(verdict.ok ? null : verdict.reason, clock.now());
  }
}
