import type { Random } from '@usher/kit';
import type { Bar } from '../../src/measuring/bar.ts';
import type { Crowd } from '../crowd/crowd.ts';
import type { Timing } from '../figures/timing.ts';
import type { ChaosSite } from '../site/chaos-site.ts';
import type { StoreKind } from '../site/stores.ts';

/** What a fault is inflicted on. */
export interface Scene {
  readonly site: ChaosSite;
  readonly crowd: Crowd;
  readonly random: Random;
  readonly options: ChaosOptions;
  /** To be called once, while the fault is on: about a tenth of the people leave for good, in all ways in which one can. */
  readonly someLeave: () => Promise<void>;
  readonly progress: (text: string) => void;
}

export interface ChaosOptions {
  readonly store: StoreKind;
  readonly seed: number;
  readonly rooms: number;
  readonly perRoom: number;
  readonly talkEveryMs: number;
  /** How long the stores are away. */
  readonly outageMs: number;
  /** Who reconnects at once. */
  readonly stormClients: number;
  /** For how long after a fault nobody looks at who is there; everyone must be known exactly half a minute after it at the latest. */
  readonly lookAfterMs: number;
  /** Some of those who leave stop without a word: it takes 40 s until that has to be noticed (CON-6). */
  readonly someFallSilent: boolean;
  /** What times may be multiplied with: 1, but where other work is in the way. */
  readonly leniency: number;
}

/** What is promised of a fault (CHA-2). */
export interface Guarantee {
  /** After what `Timing` says everyone is served again; the slowest counts. */
  readonly servedWithinMs: number;
  /** Everything said is heard by everyone who is there. */
  readonly losesNothing: boolean;
  /** Nobody is told that somebody has left or come. */
  readonly isSilent: boolean;
  /** Not of the site, but of the fault: so many clients must have made their first attempt to come back within so short a time. */
  readonly atOnce?: { readonly clients: number; readonly withinMs: number };
}

export interface Inflicted {
  readonly timing: Timing;
  /** Who has not been served again in the end. */
  readonly unserved: number;
  /** The Balancer whose clients could not but lose their sockets; `null`: nobody's may close. */
  readonly lostOrigin: string | null;
  /** What else must hold. */
  readonly bars?: readonly Bar[];
}

/** One step of chaos: something is broken under load, and mended. */
export interface Fault {
  readonly name: string;
  readonly what: string;
  /** With other stores it means nothing. */
  readonly stores: readonly StoreKind[];
  guarantee(options: ChaosOptions): Guarantee;
  /** More people, who come before it and go after it; they are part of the crowd meanwhile. */
  guests?(scene: Omit<Scene, 'someLeave'>): Promise<Crowd>;
  /** Ends when everyone is served again, and nothing is missing any more. */
  inflict(scene: Scene): Promise<Inflicted>;
}

export const BOTH_STORES: readonly StoreKind[] = ['redis', 'sqlite'];

/** What waits for longer than this has failed anyway; the report says by how much the bar was missed. */
export const PATIENCE_MS = 30_000;
