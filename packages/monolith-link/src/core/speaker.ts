import type { ClientId, RoomKey } from '@usher/protocol';
import type { ControlToBalancer, LoadedRoom, MonolithDialect } from '@usher/protocol/link';
import type { BalancerPeer } from './balancer-peer.ts';
import type { BalancerTable } from './balancer-table.ts';
import type { LinkSocket } from './link-events.ts';

/** Says things to Balancers and their clients, in the dialect of the links. */
export class Speaker {
  readonly #dialect: MonolithDialect;
  readonly #table: BalancerTable;
  #isDraining = false;

  constructor(dialect: MonolithDialect, table: BalancerTable) {
    this.#dialect = dialect;
    this.#table = table;
  }

  /** One client hears `message`, JSON text (LNK-22). */
  send(client: ClientId, message: string): void {
    const peer = this.#table.peerOf(client);
    const room = peer?.clients.get(client)?.room;
    if (peer === undefined || room === undefined) return;
    peer.socket?.send(this.#dialect.writeToClients(peer.nameOf(room), client, message));
  }

  /** Everyone in the room hears `message`, JSON text: one frame for each Balancer that has clients there (LNK-22, LNK-52). */
  broadcast(room: RoomKey, message: string): void {
    let [nameThere, frame] = ['', ''];
    for (const peer of this.#table.peers) {
      if (!peer.hasRoom(room)) continue;
      const name = peer.nameOf(room);
      if (name !== nameThere) frame = this.#dialect.writeToClients(name, null, message);
      nameThere = name;
      peer.socket?.send(frame);
    }
  }

  /** What every new link begins with (LNK-31, LNK-36). */
  greet(socket: LinkSocket, rooms: Iterable<LoadedRoom>): void {
    const draining = this.#isDraining ? this.#write({ action: 'draining' }) : [];
    for (const frame of [...this.#dialect.writeGossip(rooms, true), ...draining]) socket.send(frame);
  }

  gossip(rooms: Iterable<LoadedRoom>): void {
    const frames = this.#dialect.writeGossip(rooms, false);
    for (const { socket } of this.#table.peers) for (const frame of frames) socket?.send(frame);
  }

  tell(peers: Iterable<BalancerPeer>, control: ControlToBalancer): void {
    const frames = this.#write(control);
    for (const { socket } of peers) for (const frame of frames) socket?.send(frame);
  }

  /** Tells a client's Balancer what ends its Join. */
  answer(client: ClientId, control: (room: string) => ControlToBalancer): void {
    const peer = this.#table.peerOf(client);
    const room = peer?.clients.get(client)?.room;
    if (peer === undefined || room === undefined) return;
    this.tell([peer], control(peer.nameOf(room)));
    this.#table.remove(client);
  }

  /** Tells a Balancer what ends the Joins of all its clients to that room, answered or not. */
  endRoom(peer: BalancerPeer, room: RoomKey, control: (room: string) => ControlToBalancer): void {
    const ended = new Set([...peer.clientsIn(room), ...peer.held.joining(room)]);
    for (const frame of this.#write(control(peer.nameOf(room)), [...ended])) peer.socket?.send(frame);
    this.#table.forgetRoom(room, [peer]);
  }

  /** All Balancers know from now on that no new rooms shall come (LNK-36). */
  draining(): void {
    this.#isDraining = true;
    this.tell(this.#table.peers, { action: 'draining' });
  }

  #write(control: ControlToBalancer, ended: readonly ClientId[] = []): readonly string[] {
    return this.#dialect.writeControl(control, { ended, isDraining: this.#isDraining });
  }
}
