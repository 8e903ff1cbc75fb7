import type { Figures, FullStateReport } from '@usher/protocol/operators';
import type { MapEvent } from './map-event.ts';

export interface KnownMonolith {
  readonly id: string;
  readonly region: string;
  isDraining: boolean;
}

export interface KnownRoom {
  readonly key: string;
  /** Where it is, or where it is given to. */
  monolith: string | null;
  /** That Monolith has reported it. */
  isLoaded: boolean;
  /** Its clients, and whether each waits to be served. */
  readonly clients: Map<string, boolean>;
  waiting: number;
}

/** What one Balancer knows, kept up to date by its events: after any sequence of them it is what the Balancer's state says. */
export class BalancerModel {
  id = '';
  region = '';
  isDraining = false;
  figures: Figures | null = null;
  readonly monoliths = new Map<string, KnownMonolith>();
  readonly rooms = new Map<string, KnownRoom>();
  /** The room of each client. */
  readonly clients = new Map<string, KnownRoom>();

  apply(event: MapEvent): void {
    switch (event.kind) {
      case 'state':
        return this.#reset(event);
      case 'figures':
        this.figures = event;
        return;
      case 'enter':
      case 'wait':
      case 'join':
        return this.#put(event.client, event.room, true);
      case 'serve':
        return this.#put(event.client, event.room, false);
      case 'leave':
      case 'close':
      case 'exit':
        return this.#remove(event.client);
      case 'place':
      case 'load':
        return this.#map(event.room, event.monolith, event.kind === 'load');
      case 'move':
      case 'takeover':
        return this.#map(event.room, event.to, event.kind === 'takeover');
      case 'unload':
      case 'displace':
        return this.#map(event.room, null, false);
      case 'link-up':
        this.monoliths.set(event.monolith, {
          id: event.monolith,
          region: event.region,
          isDraining: false,
        });
        return;
      case 'link-down':
        this.monoliths.delete(event.monolith);
        return;
      case 'monolith-drain':
      case 'monolith-open': {
        const monolith = this.monoliths.get(event.monolith);
        if (monolith !== undefined) monolith.isDraining = event.kind === 'monolith-drain';
        return;
      }
      case 'drain':
        this.isDraining = true;
        return;
      default:
        event satisfies never;
    }
  }

  #reset(state: FullStateReport): void {
    this.id = state.id;
    this.region = state.region;
    this.isDraining = state.draining;
    for (const map of [this.monoliths, this.rooms, this.clients]) map.clear();
    for (const { id, region, draining } of state.monoliths)
      this.monoliths.set(id, { id, region, isDraining: draining });
    for (const { room, state: mapping, monolith, served, waiting } of state.rooms) {
      if (monolith !== null) this.#map(room, monolith, mapping === 'reported' || mapping === 'leaving');
      for (const client of served) this.#put(client, room, false);
      for (const client of waiting) this.#put(client, room, true);
    }
  }

  #room(key: string): KnownRoom {
    const known = this.rooms.get(key);
    if (known !== undefined) return known;
    const room: KnownRoom = { key, monolith: null, isLoaded: false, clients: new Map(), waiting: 0 };
    this.rooms.set(key, room);
    return room;
  }

  #map(key: string, monolith: string | null, isLoaded: boolean): void {
    const room = this.#room(key);
    room.monolith = monolith;
    room.isLoaded = isLoaded;
    this.#tidy(room);
  }

  #put(client: string, key: string, waits: boolean): void {
    const room = this.#room(key);
    const waitedBefore = room.clients.get(client) ?? false;
    room.waiting += Number(waits) - Number(waitedBefore);
    room.clients.set(client, waits);
    this.clients.set(client, room);
  }

  #remove(client: string): void {
    const room = this.clients.get(client);
    if (room === undefined) return;
    this.clients.delete(client);
    if (room.clients.get(client) === true) room.waiting--;
    room.clients.delete(client);
    this.#tidy(room);
  }

  /** A room that nobody has and nobody is in is none. */
  #tidy(room: KnownRoom): void {
    if (room.monolith === null && room.clients.size === 0) this.rooms.delete(room.key);
  }
}
