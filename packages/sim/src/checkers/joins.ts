import type { ClientId } from '@usher/protocol';
import type { Said } from './words.ts';
import { Violation } from './violation.ts';

/** One Balancer's link to a Monolith, as far as it matters which one it is. */
export type LinkKey = object;

interface OpenJoin {
  readonly link: LinkKey;
  readonly room: string;
  isAnswered: boolean;
}

/** The Joins of one Balancer's clients: one at a time, each with one end (LNK-25), and none that gossip has crossed is ended by it (LNK-32). */
export class Joins {
  readonly #open = new Map<ClientId, OpenJoin>();
  /** The link whose gossip is being handled. */
  #gossiping: LinkKey | null = null;

  get openJoins(): ReadonlyMap<ClientId, unknown> {
    return this.#open;
  }

  says(link: LinkKey, text: string): void {
    const membership = readMembership(text);
    if (membership !== null) {
      const { kind, room, id } = membership;
      if (kind === 'join') this.#join(link, room, id);
      else this.#leave(link, room, id);
    } else if (text.startsWith('{"action":"unload"') && text.includes('"reason":"duplicate"')) {
      this.#endRoom(link, (JSON.parse(text) as { room: string }).room); // LNK-32: that ends the Joins there
    }
  }

  /** Around what the Balancer does about it. */
  hears(link: LinkKey, said: Said, handle: () => void): void {
    if (said.kind === 'word') {
      const { client } = said.word;
      const join = client === null ? undefined : this.#open.get(client);
      if (join?.link === link) join.isAnswered = true;
      return handle();
    }
    const { action, room = '', id = '' } = said.control;
    if (action === 'unloaded' || action === 'moved') this.#endRoom(link, room);
    if (action === 'refused' && this.#open.get(id as ClientId)?.link === link)
      this.#open.delete(id as ClientId);
    this.#gossiping = action === 'gossip' ? link : null;
    handle();
    this.#gossiping = null;
  }

  linkDown(link: LinkKey): void {
    for (const [id, join] of this.#open) if (join.link === link) this.#open.delete(id);
  }

  /** After each step of the Balancer: whoever is gone has left (LNK-25). */
  check(clients: ReadonlyMap<ClientId, unknown>): void {
    for (const [id, { room }] of this.#open)
      if (!clients.has(id))
        throw new Violation('LNK-25', `${id} is gone, its Join is open and gets no Leave`, room);
  }

  #join(link: LinkKey, room: string, id: ClientId): void {
    const before = this.#open.get(id);
    if (before !== undefined) {
      const where = before.link === link ? 'there' : 'elsewhere';
      throw new Violation('LNK-25', `${id} is joined while its Join ${where} is open`, room);
    }
    this.#open.set(id, { link, room, isAnswered: false });
  }

  #leave(link: LinkKey, room: string, id: ClientId): void {
    const join = this.#open.get(id);
    if (join?.link !== link)
      throw new Violation('LNK-25', `a Leave of ${id} goes where it has no open Join`, room);
    if (this.#gossiping === link && !join.isAnswered)
      throw new Violation('LNK-32', `gossip ends the Join of ${id}, which it may have crossed`, room);
    this.#open.delete(id);
  }

  #endRoom(link: LinkKey, room: string): void {
    for (const [id, join] of this.#open) if (join.link === link && join.room === room) this.#open.delete(id);
  }
}

const MEMBERSHIP =
  /^\{"token":"[^"]*","room":"([^"]+)","id":"([^"]+)","message":\{"action":"req","request":\{"type":([01])[,}]/;

/** A Join or a Leave on its way to a Monolith. */
interface Membership {
  readonly kind: 'join' | 'leave';
  readonly room: string;
  readonly id: ClientId;
}

/** `null`: the text is something else. */
export function readMembership(text: string): Membership | null {
  const match = MEMBERSHIP.exec(text);
  if (match === null) return null;
  const [, room, id, type] = match as unknown as [string, string, ClientId, string];
  return { kind: type === '0' ? 'join' : 'leave', room, id };
}
