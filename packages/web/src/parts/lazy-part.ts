import type { ComponentType } from 'react';

/**
 * A component whose script is fetched when it is first wanted (WEB-17). Unlike what React's `lazy` makes it can be fetched anew when it
 * did not come: somebody was offline, or the site was being restarted.
 */
export class LazyPart<Name extends string, P extends object> {
  readonly #importModule: () => Promise<Readonly<Record<Name, ComponentType<P>>>>;
  readonly #name: Name;
  #loading: Promise<ComponentType<P>> | null = null;
  #attempts = 0;

  constructor(importModule: () => Promise<Readonly<Record<Name, ComponentType<P>>>>, name: Name) {
    this.#importModule = importModule;
    this.#name = name;
  }

  /** The same promise until `forget`, as React's `use` wants it. */
  load(): Promise<ComponentType<P>> {
    return (this.#loading ??= this.#fetch());
  }

  /** For when it is likely to be wanted soon. */
  preload(): void {
    this.load().catch(() => this.forget());
  }

  /** It did not come, or broke: the next `load` fetches it anew. */
  forget(): void {
    this.#loading = null;
  }

  async #fetch(): Promise<ComponentType<P>> {
    this.#attempts += 1;
    try {
      return (await this.#importModule())[this.#name];
    } catch (error) {
      if (this.#attempts === 1) throw error;
      return (await importAnew<Record<Name, ComponentType<P>>>(error, this.#attempts))[this.#name];
    }
  }
}

/**
 * Some browsers remember for as long as the page lives that an address gave no script, and do not ask again: it is asked for under
 * another one, which the error names. Where the error names none, the browser has asked.
 */
async function importAnew<Module>(error: unknown, attempt: number): Promise<Module> {
  const address = /https?:\/\/\S+\.js/.exec(String(error))?.[0];
  if (address === undefined) throw error;
  return (await import(/* @vite-ignore */ `${address}?attempt=${attempt}`)) as Module;
}
