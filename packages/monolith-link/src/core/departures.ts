import type { RoomKey } from '@usher/protocol';
import type { BalancerPeer } from './balancer-peer.ts';

/** A room that is about to move, and which Balancers have not parked its clients yet. */
interface Departure {
  readonly awaited: Set<BalancerPeer>;
  readonly done: (() => void)[];
}

/** Planned moves: who is still waited for before nothing more can come for a room (LNK-37). */
export class Departures {
  readonly #departures = new Map<RoomKey, Departure>();

  /** Calls `done` when all of `peers` have parked the room's clients or are gone. `true`: they must be asked to. */
  begin(room: RoomKey, peers: Iterable<BalancerPeer>, done: () => void): boolean {
    const before = this.#departures.get(room);
    if (before !== undefined) {
      before.done.push(done);
      return false;
    }
    const departure = { awaited: new Set(peers), done: [done] };
    this.#departures.set(room, departure);
    this.#finishIfReady(room, departure);
    return true;
  }

  /** That Balancer has parked the room's clients: what they said before has been handled. */
  parked(room: RoomKey, peer: BalancerPeer): void {
    const departure = this.#departures.get(room);
    if (departure?.awaited.delete(peer) === true) this.#finishIfReady(room, departure);
  }

  /** Its link is gone: nothing more comes from there, for any room. */
  gone(peer: BalancerPeer): void {
    for (const room of [...this.#departures.keys()]) this.parked(room, peer);
  }

  /** The others have had their time. */
  expire(room: RoomKey): void {
    const departure = this.#departures.get(room);
    if (departure === undefined) return;
    departure.awaited.clear();
    this.#finishIfReady(room, departure);
  }

  #finishIfReady(room: RoomKey, { awaited, done }: Departure): void {
    if (awaited.size > 0) return;
    this.#departures.delete(room);
    for (const call of done) call();
  }
}
