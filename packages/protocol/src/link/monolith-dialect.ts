import type { z } from 'zod';
import type { ClientId, RoomKey } from '../ids.ts';
import type { init, monolithControl } from '../schemas/link.ts';
import type { RoomMetadata } from '../schemas/room.ts';
import type { FromBalancer } from './from-balancer.ts';

/**
 * How a Monolith and its Balancers put what they say into frames, seen from the Monolith. What is said is the same in all dialects: nothing
 * above knows which one is spoken. Rooms are named in the case in which their Balancer writes them.
 */
export interface MonolithDialect {
  /** Whether the handshake proves both ends to each other (LNK-13). */
  readonly isAuthenticated: boolean;
  /** Whether a Balancer has to say who it is even where that proves nothing: nothing before it counts (OTT-1). */
  readonly needsHello: boolean;
  /** How a link is closed whose Balancer has not said in time who it is (LNK-15, OTT-1). */
  readonly lateHelloCode: number;
  /** Reads one text frame of a Balancer (LNK-3). */
  read(frame: string): FromBalancer;
  /** The first frame on every link (LNK-11). */
  writeInit(
    facts: Omit<z.input<typeof init>, 'action'> & { readonly id: string; readonly region: string },
  ): string;
  /** To one client, or with `client` `null` to everyone in the room. `message` is JSON text and stands in the frame as it is (LNK-22). */
  writeToClients(roomName: string, client: ClientId | null, message: string): string;
  /** All rooms; `isFirst`: nothing has been said of them to that Balancer yet (LNK-31). */
  writeGossip(rooms: Iterable<LoadedRoom>, isFirst: boolean): readonly string[];
  /** A control message to one Balancer; nothing if the dialect has no word for it. */
  writeControl(control: ControlToBalancer, circumstances: Circumstances): readonly string[];
}

/** What a Monolith says to a Balancer once they know each other. */
export type ControlToBalancer = Exclude<z.input<typeof monolithControl>, { action: 'init' | 'gossip' }>;

/** What a dialect may have to know besides the message. */
export interface Circumstances {
  /** That Balancer's clients whose Joins end with the message (LNK-25). */
  readonly ended: readonly ClientId[];
  /** This Monolith takes no rooms any more (LNK-36). */
  readonly isDraining: boolean;
}

export interface LoadedRoom {
  readonly room: RoomKey;
  readonly epoch: number;
  readonly metadata: RoomMetadata;
}
