import { clientId, monolithId, roomKey, type ClientId, type MonolithId, type RoomKey } from '@usher/protocol';
import type { Owners } from './owners.ts';
import { Violation } from './violation.ts';

/** Something that a Monolith said to clients, on its way to them. */
export interface Word {
  /** Grows with every word of all Monoliths. */
  readonly order: number;
  readonly from: MonolithLine;
  readonly room: RoomKey;
  /** `null`: to everyone in the room on that Balancer. */
  readonly client: ClientId | null;
  /** Under which the room was owned when it was said. */
  readonly epoch: number;
  readonly text: string;
  /** How many words to the same address went over this link before. */
  readonly nth: number;
}

/** What a Monolith says to a Balancer itself. */
export interface Control {
  readonly action: string;
  readonly room?: string;
  readonly id?: string;
  readonly epoch?: number;
  readonly reason?: string;
}

export type Said =
  { readonly kind: 'word'; readonly word: Word } | { readonly kind: 'control'; readonly control: Control };

const TO_CLIENTS = /^\{"room":"([^"]+)"(?:,"id":"([^"]+)")?,"message":/;

/** One link from the Monolith's side: what it says, in order (LNK-4, LNK-22). */
export class MonolithLine {
  readonly #owners: Owners;
  readonly #nextOrder: () => number;
  readonly #epochs = new Map<RoomKey, number>();
  readonly #counts = new Map<string, number>();
  #monolith: MonolithId = monolithId('');

  constructor(owners: Owners, nextOrder: () => number) {
    this.#owners = owners;
    this.#nextOrder = nextOrder;
  }

  get monolith(): MonolithId {
    return this.#monolith;
  }

  says(text: string): Said {
    const match = TO_CLIENTS.exec(text);
    if (match === null) return { kind: 'control', control: this.#control(text) };
    const [beginning, name = '', id] = match;
    const room = roomKey(name) as RoomKey;
    const epoch = this.#epochs.get(room);
    if (epoch === undefined)
      throw new Violation('LNK-31', `${this.#monolith} speaks in ${room}, which it has not reported`, room);
    this.#owners.speaks(this.#monolith, room, epoch);
    const address = id ?? `room ${room}`;
    const nth = this.#counts.get(address) ?? 0;
    this.#counts.set(address, nth + 1);
    const client = id === undefined ? null : clientId(id);
    const words = text.slice(beginning.length, -1);
    return {
      kind: 'word',
      word: { order: this.#nextOrder(), from: this, room, client, epoch, text: words, nth },
    };
  }

  #control(text: string): Control {
    const control = JSON.parse(text) as Control & { rooms?: { room: RoomKey; epoch: number }[] };
    const { action, room, epoch } = control;
    if (action === 'init') this.#monolith = monolithId(control.id ?? '');
    if (action === 'loaded') this.#epochs.set(room as RoomKey, epoch ?? 0);
    if (action === 'unloaded') this.#epochs.delete(room as RoomKey);
    for (const loaded of control.rooms ?? []) this.#epochs.set(loaded.room, loaded.epoch);
    return control;
  }
}
