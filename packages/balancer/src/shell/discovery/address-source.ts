import type { LinkAddress } from './link-address.ts';

/** Says where Monoliths are, now and whenever that changes (BAL-1). */
export interface AddressSource {
  /** Method and query, for logs: `dns A monoliths.internal`. */
  readonly name: string;
  /** How many lists in a row must lack an address until it counts as removed. */
  readonly listsUntilRemoved: number;
  /** Begins; what it finds may be told at once. */
  start(listener: SourceListener): void;
  stop(): void;
}

export interface SourceListener {
  /** The complete current list. */
  found(addresses: readonly LinkAddress[]): void;
  /** There was no complete list: the last one stays. */
  failed(reason: string): void;
}

/** A method that is asked again and again. */
export interface DiscoveryMethod {
  /**
   * The complete current list.
   * @throws Error when it cannot be had; when `signal` aborts, soon
   */
  lookUp(signal: AbortSignal): Promise<readonly LinkAddress[]>;
}

/** One list fewer than this may be a flaw of a cache or of one name server. */
export const LISTS_UNTIL_REMOVED = 3;
