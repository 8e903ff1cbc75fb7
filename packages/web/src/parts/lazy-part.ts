import type { ComponentType } from 'react';

/**
 * A component whose script is fetched when it is first wanted (WEB-17). Unlike what React's `lazy` makes it can be fetched anew when it
 * did not come: somebody was offline, or the site was being restarted.
 */
export class LazyPart<Name extends string, P extends object> {
  readonly #importModule: () => Promise<Readonly<Record<Name, ComponentType<P>>>>;
  readonly #name: Name;
  #loading: Promise<ComponentType<P>> | null = null;

  constructor(importModule: () => Promise<Readonly<Record<Name, ComponentType<P>>>>, name: Name) {
    this.#importModule = importModule;
    this.#name = name;
  }

  /** The same promise until `forget`, as React's `use` wants it. */
  load(): Promise<ComponentType<P>> {
    return (this.#loading ??= this.#importModule().then((module) => module[this.#name]));
  }

  /** For when it is likely to be wanted soon. */
  preload(): void {
    this.load().catch(() => this.forget());
  }

  /** It did not come, or broke: the next `load` imports it anew. Old browsers remember for as long as the page lives that it did not come. */
  forget(): void {
    this.#loading = null;
  }
}
