import type { Fault } from './fault.ts';
import { NETWORK_FAULTS } from './network-faults.ts';
import { PEOPLE_FAULTS } from './people-faults.ts';
import { PROCESS_FAULTS } from './process-faults.ts';
import { STORE_FAULTS } from './store-faults.ts';

/** All that can happen, by name. */
export const FAULTS = {
  ...PROCESS_FAULTS,
  ...NETWORK_FAULTS,
  ...STORE_FAULTS,
  ...PEOPLE_FAULTS,
} satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
