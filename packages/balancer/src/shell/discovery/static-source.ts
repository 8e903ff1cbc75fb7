import { completeList } from './address-list.ts';
import type { AddressSource, SourceListener } from './address-source.ts';
import type { LinkAddress } from './link-address.ts';

/** The list that the configuration has. */
export class StaticSource implements AddressSource {
  readonly name = 'static';
  readonly listsUntilRemoved = 1;
  readonly #addresses: readonly LinkAddress[];

  constructor(addresses: readonly LinkAddress[]) {
    this.#addresses = addresses;
  }

  start(listener: SourceListener): void {
    listener.found(completeList(this.#addresses));
  }

  stop(): void {}
}
