import { drainBalancer, killBalancer } from './faults/balancer-faults.ts';
import { cutLink } from './faults/cut-link.ts';
import type { Fault } from './faults/fault.ts';
import { hangMonolith, killMonolith, restartMonoliths } from './faults/monolith-faults.ts';
import { hangStore, stopStore } from './faults/store-faults.ts';
import { stallLink } from './faults/stall-link.ts';
import { stopDatabase } from './faults/stop-database.ts';
import { storm } from './faults/storm.ts';

/** All that is broken, in the order of the specification (CHA-1). */
export const FAULTS: readonly Fault[] = [
  killMonolith,
  hangMonolith,
  restartMonoliths,
  killBalancer,
  drainBalancer,
  cutLink,
  stallLink,
  hangStore,
  stopStore,
  stopDatabase,
  storm,
];
