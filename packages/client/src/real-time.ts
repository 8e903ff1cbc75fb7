import type { Clock, Timers } from '@usher/kit';

/** The kit's own are for servers and bring a server's dependencies along. */
export const systemClock: Clock = { now: () => performance.now() };

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};
