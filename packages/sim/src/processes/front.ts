import type { ClientData, ClientSocket, Switchboard } from '@usher/balancer/parts';
import { socketRules } from '@usher/client-gate';
import { clientId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { Delivered } from '../checkers/deliveries.ts';
import type { Queues } from '../checkers/queues.ts';
import { Violation } from '../checkers/violation.ts';
import type { Word } from '../checkers/words.ts';
import type { ConnectionEnd } from '../network/connection-end.ts';
import { SimulatedServerSocket } from '../network/server-socket.ts';
import type { Topics } from '../network/topics.ts';
import type { SimulatedProcess } from '../simulated-process.ts';
import type { World } from '../world.ts';

export interface FrontOptions {
  readonly world: World;
  readonly process: SimulatedProcess;
  /** The Balancer's. */
  readonly name: string;
  readonly board: Switchboard;
  readonly topics: Topics;
  readonly queues: Queues;
}

/** A Balancer's port for clients, and what there is to know about the words that leave through it. */
export class SimulatedFront {
  readonly #options: FrontOptions;
  /** How many Joins of each client were sent. */
  readonly #joinsOf = new Map<ClientId, number>();
  readonly #stopListening: () => void;
  #hearing: Word | null = null;
  #sockets = 0;
  #accepted = 0;
  #emptied: () => void = () => undefined;

  constructor(options: FrontOptions) {
    const { world, process } = options;
    this.#options = options;
    this.#stopListening = world.network.listen(process, (end, { url }) => this.#accept(end, url));
  }

  /** A Join of the client is sent. */
  joins(id: ClientId): void {
    this.#joinsOf.set(id, (this.#joinsOf.get(id) ?? 0) + 1);
  }

  /** Around what the Balancer does about what a Monolith has said; `null`: that was not for clients. */
  hears(word: Word | null, handle: () => void): void {
    this.#hearing = word;
    handle();
    this.#hearing = null;
  }

  /** Takes no more clients; resolves when the last one has gone. */
  close(): Promise<void> {
    this.#stopListening();
    if (this.#sockets === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#emptied = resolve;
    });
  }

  #accept(end: ConnectionEnd, url: string): void {
    const { world, process, name, board, topics, queues } = this.#options;
    const [, roomName = ''] = /\/room\/([^/?]+)$/.exec(url) ?? [];
    const room = roomKey(roomName);
    const id = clientId(`${name}-${this.#accepted++}`);
    const { sockets, messages } = board.clientSide;
    const data = sockets.newData(id, room, end.peer);
    end.accept();
    this.#sockets++;
    const ws = new SimulatedServerSocket<ClientData>({
      end,
      data,
      backpressureLimit: socketRules(world.balancerConfig.limits).backpressureLimit,
      topics,
      spy: {
        sends: (text) => this.#passOn(id, room, text),
        receives: (_text, _tag, handle) => {
          if (process.isRunning) world.watch(() => queues.reads(asClient(ws)));
          handle();
        },
      },
      events: {
        message: (_, text) => messages.received(asClient(ws), text),
        ping: () => messages.pinged(asClient(ws)),
        pong: () => messages.pinged(asClient(ws)),
        close: (_, code, reason) => {
          sockets.closed(asClient(ws), code, reason);
          this.#joinsOf.delete(id);
          if (--this.#sockets === 0) this.#emptied();
        },
      },
    });
    world.log.note(name, `${end.peer} is ${id}`, room);
    sockets.opened(asClient(ws));
  }

  #passOn(id: ClientId, room: RoomKey | null, text: string): Delivered | null {
    const word = this.#hearing;
    if (word !== null) return { client: id, word, join: this.#joinsOf.get(id) ?? 0 };
    const { world } = this.#options;
    world.violate(new Violation('LNK-22', `${id} is sent what no Monolith has said: ${text}`, room));
    return null;
  }
}

const asClient = (ws: SimulatedServerSocket<ClientData>): ClientSocket => ws as unknown as ClientSocket;
