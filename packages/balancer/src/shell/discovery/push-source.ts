import { LISTENER_OPTIONS } from '@usher/kit/runtime';
import { LinkCloseCode } from '@usher/protocol';
import type { Server, ServerWebSocket } from 'bun';
import { completeList } from './address-list.ts';
import type { AddressSource, SourceListener } from './address-source.ts';
import { parseAuthority, type LinkAddress } from './link-address.ts';

const FRAME_BYTES_MAX = 256 * 1024;

/** Listens for a controller, whose every text frame is the complete list: `["127.0.0.1:3002","[::1]:3002"]` (OTT-7). */
export class PushSource implements AddressSource {
  readonly name: string;
  /** The controller knows what it says. */
  readonly listsUntilRemoved = 1;
  readonly #host: string;
  readonly #port: number;
  #server: Server<undefined> | null = null;
  #controller: ServerWebSocket | null = null;

  constructor({ host, port }: { host: string; port: number }) {
    this.name = `push ${host}:${port}`;
    this.#host = host;
    this.#port = port;
  }

  /** @throws Error when the port cannot be had */
  start(listener: SourceListener): void {
    this.#server = Bun.serve({
      hostname: this.#host,
      port: this.#port,
      ...LISTENER_OPTIONS,
      fetch(request, server) {
        // Browsers say where a page is from, controllers do not: no page may tell us where Monoliths are.
        if (request.headers.has('Origin')) return new Response('not for browsers\n', { status: 403 });
        return server.upgrade(request)
          ? undefined
          : new Response('a WebSocket is expected\n', { status: 426 });
      },
      websocket: {
        maxPayloadLength: FRAME_BYTES_MAX,
        open: (ws) => this.#connected(ws),
        message: (ws, frame) => {
          if (ws === this.#controller) receive(listener, frame);
        },
        close: (ws) => {
          if (ws === this.#controller) this.#controller = null;
        },
      },
    });
  }

  stop(): void {
    void this.#server?.stop(true);
  }

  /** The newest one counts: of the one before, nobody may have noticed that it is dead. */
  #connected(ws: ServerWebSocket): void {
    this.#controller?.close(LinkCloseCode.Replaced, 'another controller has connected');
    this.#controller = ws;
  }
}

function receive(listener: SourceListener, frame: string | Buffer): void {
  let addresses: LinkAddress[];
  try {
    addresses = completeList(parse(frame));
  } catch (error) {
    return listener.failed((error as Error).message);
  }
  listener.found(addresses);
}

/** @throws Error if it is not a list of addresses */
function parse(frame: string | Buffer): LinkAddress[] {
  if (typeof frame !== 'string') throw new Error('a binary frame');
  const list: unknown = JSON.parse(frame);
  if (!Array.isArray(list)) throw new Error('not a list');
  return list.map((entry: unknown) => {
    const address = typeof entry === 'string' ? parseAuthority(entry) : null;
    if (address === null)
      throw new Error(`expected "host:port", found ${JSON.stringify(entry).slice(0, 100)}`);
    return address;
  });
}
