import type { Clock, Timers } from '../time.ts';

export const realClock: Clock = { now: () => performance.now() };

export const realTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
