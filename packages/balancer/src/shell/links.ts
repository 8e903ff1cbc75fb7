import type { Cancel } from '@usher/kit';
import type { MonolithId } from '@usher/protocol';
import { authority, type LinkAddress } from './discovery/discovery.ts';
import { Link, type LinkContext } from './link.ts';

const TICK_MS = 1000;

/** All links of this Balancer: one per address, at most one established per Monolith (LNK-2). */
export class Links {
  readonly #context: LinkContext;
  readonly #byAddress = new Map<string, Link>();
  readonly #byMonolith = new Map<MonolithId, Link>();
  #stopTicking: Cancel = () => undefined;

  constructor(context: Omit<LinkContext, 'isConnected'>) {
    this.#context = {
      ...context,
      isConnected: (id) => this.#byMonolith.has(id),
      up: (link, info) => {
        this.#byMonolith.set(info.id, link);
        context.up(link, info);
      },
      down: (link, id) => {
        this.#byMonolith.delete(id);
        context.down(link, id);
        for (const other of this.#byAddress.values()) other.otherDown(id);
      },
    };
  }

  /** Dials every address that is new. */
  setAddresses(addresses: readonly LinkAddress[]): void {
    for (const address of addresses) {
      const key = authority(address);
      if (this.#byAddress.has(key)) continue;
      const link = new Link(address, this.#context);
      this.#byAddress.set(key, link);
      link.start();
    }
    this.#tick();
  }

  /** The established link to a Monolith. */
  to(id: MonolithId): Link | undefined {
    return this.#byMonolith.get(id);
  }

  stop(): void {
    this.#stopTicking();
    for (const link of this.#byAddress.values()) link.stop();
  }

  #tick(): void {
    const { clock, timers } = this.#context;
    this.#stopTicking();
    for (const link of this.#byAddress.values()) link.tick(clock.now());
    this.#stopTicking = timers.after(TICK_MS, () => this.#tick());
  }
}
