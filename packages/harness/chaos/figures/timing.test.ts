import { describe, expect, it } from 'bun:test';
import { waitsOf } from './timing.ts';

const record = {
  closes: [{ at: 100, code: 1006, origin: 'one' }],
  served: [
    { at: 40, unheardSince: 30, monolith: 'a' },
    { at: 350, unheardSince: 350, monolith: 'b' },
  ],
  silences: [
    { from: 10, to: 60 },
    { from: 120, to: 340 },
  ],
  comings: 0,
  attempts: [],
  refusals: 0,
};

describe('how long a client has waited', () => {
  it.each([
    [{ from: 'fault', at: 90 } as const, [260]],
    [{ from: 'mending', at: 400 } as const, []],
    [{ from: 'first-unheard' } as const, [10, 0]],
    [{ from: 'close' } as const, [250]],
    [{ from: 'return', at: 300 } as const, [40]],
    [{ from: 'return', at: 400 } as const, []],
    [{ from: 'throughout', at: 50, until: 130 } as const, [220]],
    [{ from: 'throughout', at: 20, until: 90 } as const, [50]],
    [{ from: 'throughout', at: 70, until: 110 } as const, [0]],
  ])('[CHA-2] %p: %p', (timing, waits) => expect(waitsOf(record, timing)).toEqual(waits));
});
