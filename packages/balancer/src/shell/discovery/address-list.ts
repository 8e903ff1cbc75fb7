import { LIMITS } from '@usher/protocol';
import { authority, type LinkAddress } from './link-address.ts';

/** What a new list changed, as `host:port`. */
export interface ListChange {
  readonly added: readonly string[];
  /** Named before, not by this list, and not given up yet. */
  readonly missing: readonly string[];
  readonly removed: readonly string[];
}

/** The addresses that one source names. One that it no longer names is only missing at first: a list may be wrong (BAL-1). */
export class AddressList {
  readonly #listsUntilRemoved: number;
  readonly #entries = new Map<string, { readonly address: LinkAddress; missed: number }>();

  constructor(listsUntilRemoved: number) {
    this.#listsUntilRemoved = listsUntilRemoved;
  }

  /** Takes the next complete list in. */
  update(addresses: readonly LinkAddress[]): ListChange {
    const added: string[] = [];
    const missing: string[] = [];
    const removed: string[] = [];
    for (const entry of this.#entries.values()) entry.missed++;
    for (const address of addresses) {
      const key = authority(address);
      if (!this.#entries.has(key)) added.push(key);
      this.#entries.set(key, { address, missed: 0 });
    }
    for (const [key, { missed }] of this.#entries) {
      if (missed >= this.#listsUntilRemoved) {
        this.#entries.delete(key);
        removed.push(key);
      } else if (missed > 0) missing.push(key);
    }
    return { added, missing, removed };
  }

  /** What the last list named. */
  get listed(): LinkAddress[] {
    return [...this.#entries.values()].filter(({ missed }) => missed === 0).map(({ address }) => address);
  }

  get missing(): LinkAddress[] {
    return [...this.#entries.values()].filter(({ missed }) => missed > 0).map(({ address }) => address);
  }
}

/**
 * The answer of a source, each address once.
 * @throws Error if it cannot be the complete list: empty, or longer than any site
 */
export function completeList(addresses: readonly LinkAddress[]): LinkAddress[] {
  const list = [...new Map(addresses.map((address) => [authority(address), address])).values()];
  if (list.length === 0) throw new Error('the answer names no Monolith');
  if (list.length > LIMITS.discoveredAddressesMax)
    throw new Error(`the answer names more than ${LIMITS.discoveredAddressesMax} Monoliths`);
  return list;
}
