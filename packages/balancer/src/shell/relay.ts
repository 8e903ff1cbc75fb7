import { WAITS } from '@usher/client-gate';
import type { MonolithId, RoomKey } from '@usher/protocol';
import type { FromMonolith } from '@usher/protocol/link';
import { isUnanswered, monolithOf, openJoin } from '../core/records.ts';
import type { RouterInput } from '../core/router-io.ts';
import type { Router } from '../core/router.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { Traffic } from './traffic.ts';

type Data = Extract<FromMonolith, { kind: 'data' }>;

/** Carries what a Monolith says to its clients, byte for byte (LNK-22, LNK-23). */
export class Relay {
  readonly #router: Router;
  readonly #sockets: ClientSockets;
  readonly #publish: (room: RoomKey, message: string) => boolean;
  readonly #backlogged: (room: RoomKey) => void;
  readonly #apply: (input: RouterInput) => void;
  readonly #traffic: Traffic;

  constructor(options: {
    router: Router;
    sockets: ClientSockets;
    /** `false`: for some clients of the room it waits in memory. */
    publish: (room: RoomKey, message: string) => boolean;
    /** Something sent to the room waits in memory (LNK-51). */
    backlogged: (room: RoomKey) => void;
    apply: (input: RouterInput) => void;
    traffic: Traffic;
  }) {
    this.#router = options.router;
    this.#sockets = options.sockets;
    this.#publish = options.publish;
    this.#backlogged = options.backlogged;
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
    this.#traffic.bytesFromMonoliths += Buffer.byteLength(message);
    this.#traffic.rooms.heard(room.key);
    if (!this.#publish(room.key, message)) this.#backlogged(room.key);
  }

  #unicast(from: MonolithId, { room, client: id, message }: Data): void {
    const client = id === null ? undefined : this.#router.clients.get(id);
    if (client === undefined) return this.#traffic.drop('unicast-unknown-client');
    if (client.room !== room) return this.#traffic.drop('unicast-wrong-room');
    if (openJoin(client)?.id !== from) return this.#traffic.drop('unicast-stale-owner');
    this.#traffic.unicasts++;
    this.#traffic.bytesFromMonoliths += Buffer.byteLength(message);
    this.#traffic.rooms.heard(client.room);
    if (this.#sockets.get(client.id)?.send(message) === WAITS) this.#backlogged(client.room);
    if (isUnanswered(client)) this.#apply({ kind: 'answered', id: client.id }); // CON-3
  }
}
