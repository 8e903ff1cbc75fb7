import type { ChaosOptions } from './faults/fault.ts';

type Size = Omit<ChaosOptions, 'store' | 'seed'>;

/** CHA-1 */
export const FULL: Size = {
  rooms: 50,
  perRoom: 10,
  talkEveryMs: 1000,
  outageMs: 20_000,
  stormClients: 5000,
  lookAfterMs: 30_000,
  someFallSilent: true,
  leniency: 1,
};

export const QUICK: Size = {
  rooms: 12,
  perRoom: 5,
  talkEveryMs: 500,
  outageMs: 8000,
  stormClients: 400,
  lookAfterMs: 0,
  someFallSilent: true,
  leniency: 1,
};
