import type { RoleProcess } from './role-process.ts';

interface Said {
  readonly action?: string;
  readonly id?: string;
  readonly room?: string;
  readonly epoch?: number;
  readonly rooms?: readonly { readonly room: string; readonly epoch: number }[];
}

/** Listens on the links of Monoliths to which rooms they serve, and under which epochs. Their links must be `static`. */
export class EpochLog implements Disposable {
  /** Room, epoch → the Monoliths that have served it. */
  readonly #owners = new Map<string, Map<number, Set<string>>>();
  readonly #sockets = new Map<number, WebSocket>();
  readonly #ids = new Map<number, string>();
  #isOver = false;

  constructor(monoliths: readonly RoleProcess<'monolith'>[]) {
    for (const { ports } of monoliths) this.#listen(ports.linkPort ?? 0);
  }

  /** Which Monolith listens for Balancers on that port; empty while none does. */
  monolithAt(port: number): string {
    return this.#ids.get(port) ?? '';
  }

  /** Under which epoch a Monolith has served a room; `undefined`: it has not said. */
  epochOf(room: string, monolith: string): number | undefined {
    const epochs = [...(this.#owners.get(room.toLowerCase()) ?? [])];
    return epochs.findLast(([, owners]) => owners.has(monolith))?.[0];
  }

  /** Who has had a room, and under which epochs. */
  tenuresOf(room: string): readonly { readonly epoch: number; readonly monolith: string }[] {
    return [...(this.#owners.get(room.toLowerCase()) ?? [])].flatMap(([epoch, owners]) =>
      [...owners].map((monolith) => ({ epoch, monolith })),
    );
  }

  /** Rooms that two Monoliths have claimed to serve under the same epoch (OWN-1). */
  get contested(): readonly string[] {
    return [...this.#owners].filter(([, epochs]) => isContested(epochs)).map(([room]) => room);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    for (const ws of this.#sockets.values()) ws.terminate();
  }

  /** A Monolith that becomes another one closes its links and listens again. */
  #listen(port: number): void {
    if (this.#isOver) return;
    const ws = new WebSocket(`ws://127.0.0.1:${port}/`);
    this.#sockets.set(port, ws);
    ws.addEventListener('message', ({ data }) => {
      const said = JSON.parse(String(data)) as Said;
      const monolith = this.monolithAt(port);
      if (said.action === 'init') this.#ids.set(port, said.id ?? '');
      else if (said.action === 'gossip') for (const each of said.rooms ?? []) this.#serves(monolith, each);
      else if (said.action === 'loaded') this.#serves(monolith, said);
    });
    ws.addEventListener('close', () => {
      this.#ids.delete(port);
      setTimeout(() => this.#listen(port), 20);
    });
  }

  #serves(monolith: string, { room = '', epoch = 0 }: { room?: string; epoch?: number }): void {
    const key = room.toLowerCase();
    const epochs = this.#owners.get(key) ?? new Map<number, Set<string>>();
    this.#owners.set(key, epochs.set(epoch, (epochs.get(epoch) ?? new Set()).add(monolith)));
  }
}

const isContested = (epochs: ReadonlyMap<number, ReadonlySet<string>>) =>
  [...epochs.values()].some(({ size }) => size > 1);
