import type { MonolithId } from '@usher/protocol';
import type { FromMonolith } from '@usher/protocol/link';
import type { Server } from 'bun';
import { isUnanswered, monolithOf, openJoin } from '../core/records.ts';
import type { RouterInput } from '../core/router-io.ts';
import type { Router } from '../core/router.ts';
import type { ClientData, ClientSockets } from './client-sockets.ts';
import type { Traffic } from './traffic.ts';

type Data = Extract<FromMonolith, { kind: 'data' }>;

/** Carries what a Monolith says to its clients, byte for byte (LNK-22, LNK-23). */
export class Relay {
  readonly #router: Router;
  readonly #sockets: ClientSockets;
  readonly #server: () => Server<ClientData>;
  readonly #apply: (input: RouterInput) => void;
  readonly #traffic: Traffic;

  constructor(options: {
    router: Router;
    sockets: ClientSockets;
    server: () => Server<ClientData>;
    apply: (input: RouterInput) => void;
    traffic: Traffic;
  }) {
    this.#router = options.router;
    this.#sockets = options.sockets;
    this.#server = options.server;
    this.#apply = options.apply;
    this.#traffic = options.traffic;
  }

  frame(from: MonolithId, frame: FromMonolith): void {
    if (frame.kind === 'data') {
      if (frame.client === null) this.#broadcast(from, frame);
      else this.#unicast(from, frame);
    } else if (frame.kind === 'control' && frame.control.action !== 'init') {
      this.#apply({ kind: 'control', from, control: frame.control });
    }
  }

  /** One publish, encoded once for all who are in the room (LNK-52). */
  #broadcast(from: MonolithId, { room: key, message }: Data): void {
    const room = key === null ? undefined : this.#router.rooms.get(key);
    if (room === undefined) return this.#traffic.drop('broadcast-unknown-room');
    if (monolithOf(room)?.id !== from) return this.#traffic.drop('broadcast-stale-owner');
    this.#traffic.broadcasts++;
    this.#traffic.charactersFromMonoliths += message.length;
    this.#server().publish(room.key, message);
  }

  #unicast(from: MonolithId, { room, client: id, message }: Data): void {
    const client = id === null ? undefined : this.#router.clients.get(id);
    if (client === undefined) return this.#traffic.drop('unicast-unknown-client');
    if (client.room !== room) return this.#traffic.drop('unicast-wrong-room');
    if (openJoin(client)?.id !== from) return this.#traffic.drop('unicast-stale-owner');
    this.#traffic.unicasts++;
    this.#traffic.charactersFromMonoliths += message.length;
    this.#sockets.get(client.id)?.send(message);
    if (isUnanswered(client)) this.#apply({ kind: 'answered', id: client.id }); // CON-3
  }
}
