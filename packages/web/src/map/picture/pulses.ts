import type { Figures } from '@usher/protocol/operators';

/** A message, or what stands for some, on its way between a Balancer and a room. */
export interface Pulse {
  readonly balancer: string;
  readonly room: string;
  /** From a client to its room; else the other way. */
  readonly isUp: boolean;
  /** Of the way; below 0 it has not set out yet. */
  progress: number;
}

/** At one time on their way: more would be a blur, and cost frames. */
const PULSES_MAX = 320;
/** New ones per second and Balancer. */
const PER_SECOND = 260;
const PER_ROOM = 3;
const WAY_MS = 1000;

/** Shows counted messages as single ones, spread over the second after which they are told; of too many, a part. */
export class Pulses {
  readonly #random: () => number;
  #pulses: Pulse[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  get all(): readonly Pulse[] {
    return this.#pulses;
  }

  add(balancer: string, { rooms }: Pick<Figures, 'rooms'>): void {
    const wanted = Object.entries(rooms).flatMap(([room, [fromClients, toClients]]) =>
      sketch(balancer, room, true, fromClients).concat(sketch(balancer, room, false, toClients)),
    );
    const share = Math.min(1, PER_SECOND / Math.max(1, wanted.length));
    for (const pulse of wanted) {
      if (this.#pulses.length >= PULSES_MAX) return;
      if (this.#random() < share) this.#pulses.push({ ...pulse, progress: -this.#random() });
    }
  }

  clear(): void {
    this.#pulses = [];
  }

  /** Goes on by `ms`; `false` when none is on its way. */
  step(ms: number): boolean {
    for (const pulse of this.#pulses) pulse.progress += ms / WAY_MS;
    this.#pulses = this.#pulses.filter(({ progress }) => progress < 1);
    return this.#pulses.length > 0;
  }
}

function sketch(balancer: string, room: string, isUp: boolean, count: number): Omit<Pulse, 'progress'>[] {
  return Array.from({ length: Math.min(PER_ROOM, count) }, () => ({ balancer, room, isUp }));
}
