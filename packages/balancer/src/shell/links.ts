import type { Cancel } from '@usher/kit';
import type { MonolithId } from '@usher/protocol';
import { authority, type LinkAddress } from './discovery/link-address.ts';
import { Link, type LinkContext } from './link.ts';

export interface LinksContext extends Omit<LinkContext, 'isConnected' | 'aliased'> {
  /** No address leads to this connected Monolith any more; it is to give its rooms up (BAL-1). */
  unlisted(id: MonolithId): void;
  /** One does again. */
  listed(id: MonolithId): void;
}

const TICK_MS = 1000;

/** All links of this Balancer: one per address, at most one established per Monolith (LNK-2). */
export class Links {
  readonly #context: LinksContext;
  readonly #linkContext: LinkContext;
  readonly #byAddress = new Map<string, Link>();
  readonly #byMonolith = new Map<MonolithId, Link>();
  /** Connected Monoliths that no address leads to any more. */
  readonly #unlisted = new Set<MonolithId>();
  #listed: ReadonlySet<string> = new Set();
  #missing: ReadonlySet<string> = new Set();
  #stopTicking: Cancel | null = null;

  constructor(context: LinksContext) {
    this.#context = context;
    this.#linkContext = {
      ...context,
      isConnected: (id) => this.#byMonolith.has(id),
      aliased: () => this.#review(),
      up: (link, info) => {
        this.#byMonolith.set(info.id, link);
        context.up(link, info);
      },
      down: (link, id) => this.#down(link, id),
    };
  }

  /**
   * Dials every address that is new. One that is only missing keeps the link it has, and is not dialled again; one that is in neither
   * list is removed (BAL-1).
   */
  setAddresses(listed: readonly LinkAddress[], missing: readonly LinkAddress[] = []): void {
    this.#listed = new Set(listed.map(authority));
    this.#missing = new Set(missing.map(authority));
    for (const address of listed) this.#dial(address);
    this.#review();
    if (this.#stopTicking === null) this.#tick();
  }

  /** The established link to a Monolith. */
  to(id: MonolithId): Link | undefined {
    return this.#byMonolith.get(id);
  }

  /** Bytes that wait to be sent, over all links, and how many of them are congested (LNK-50). */
  get queue(): { readonly unsentBytes: number; readonly congested: number } {
    let [unsentBytes, congested] = [0, 0];
    for (const link of this.#byMonolith.values()) {
      unsentBytes += link.unsentBytes;
      if (link.isCongested) congested++;
    }
    return { unsentBytes, congested };
  }

  /** Ends the link to a Monolith whose address was removed (BAL-1). */
  end(id: MonolithId): void {
    const link = this.#byMonolith.get(id);
    if (link !== undefined && this.#unlisted.has(id)) this.#drop(link);
  }

  stop(): void {
    this.#stopTicking?.();
    for (const link of this.#byAddress.values()) link.stop('the Balancer is shutting down');
  }

  #dial(address: LinkAddress): void {
    const key = authority(address);
    if (this.#byAddress.has(key)) return;
    const link = new Link(address, this.#linkContext);
    this.#byAddress.set(key, link);
    link.start();
  }

  /** Drops the links that nothing keeps, and says which Monoliths are listed. */
  #review(): void {
    for (const link of [...this.#byAddress.values()]) if (!this.#isKept(link)) this.#drop(link);
    const named = new Set<MonolithId | null>();
    for (const [key, { monolith }] of this.#byAddress)
      if (this.#listed.has(key) || this.#missing.has(key)) named.add(monolith);
    for (const id of [...this.#byMonolith.keys()]) {
      if (named.has(id) === !this.#unlisted.has(id)) continue;
      if (this.#unlisted.delete(id)) this.#context.listed(id);
      else {
        this.#unlisted.add(id);
        this.#context.unlisted(id);
      }
    }
  }

  /** Redialled only while discovery lists the address (LNK-5); an established link ends with its last room. */
  #isKept(link: Link): boolean {
    const key = authority(link.address);
    if (this.#listed.has(key) || this.#isEstablished(link)) return true;
    return link.monolith !== null && this.#missing.has(key); // an alias (LNK-2)
  }

  #isEstablished(link: Link): boolean {
    return link.monolith !== null && this.#byMonolith.get(link.monolith) === link;
  }

  #drop(link: Link): void {
    const { monolith } = link;
    const wasEstablished = this.#isEstablished(link);
    this.#byAddress.delete(authority(link.address));
    link.stop('this address is not listed any more');
    if (wasEstablished && monolith !== null) this.#down(link, monolith);
  }

  #down(link: Link, id: MonolithId): void {
    this.#byMonolith.delete(id);
    this.#unlisted.delete(id);
    this.#context.down(link, id);
    this.#review();
    for (const other of this.#byAddress.values()) other.otherDown(id);
  }

  #tick(): void {
    const { clock, timers } = this.#context;
    for (const link of this.#byAddress.values()) link.tick(clock.now());
    this.#stopTicking = timers.after(TICK_MS, () => this.#tick());
  }
}
