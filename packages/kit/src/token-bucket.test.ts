import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { TokenBucket } from './token-bucket.ts';

const rates = fc.record({
  perSecond: fc.integer({ min: 1, max: 1000 }),
  burst: fc.integer({ min: 1, max: 200 }),
});
/** Times of events, rising, in ms. */
const times = fc
  .array(fc.integer({ min: 0, max: 500 }), { maxLength: 400 })
  .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)));

describe('TokenBucket', () => {
  it('[CON-5] never allows more than burst + rate × time, in any stretch of time', () => {
    fc.assert(
      fc.property(rates, times, (rate, events) => {
        const bucket = new TokenBucket(rate, 0);
        const allowed = events.filter((at) => bucket.take(at));
        for (const [index, from] of allowed.entries()) {
          const to = allowed.at(-1) ?? from;
          const count = allowed.length - index;
          expect(count).toBeLessThanOrEqual(rate.burst + (rate.perSecond * (to - from)) / 1000 + 1e-6);
        }
      }),
    );
  });

  it('[CON-5] allows all that keeps to the rate, whatever was sent before', () => {
    fc.assert(
      fc.property(rates, times, (rate, events) => {
        const bucket = new TokenBucket(rate, 0);
        for (const at of events) bucket.take(at);
        let now = (events.at(-1) ?? 0) + 1000 / rate.perSecond + 0.001;
        for (let n = 0; n < 100; n++, now += 1000 / rate.perSecond + 0.001)
          expect(bucket.take(now)).toBe(true);
      }),
    );
  });

  it('[CON-5] allows a burst after enough quiet, and one more is too many', () => {
    fc.assert(
      fc.property(rates, times, (rate, events) => {
        const bucket = new TokenBucket(rate, 0);
        for (const at of events) bucket.take(at);
        const now = (events.at(-1) ?? 0) + (1000 * rate.burst) / rate.perSecond + 1;
        for (let n = 0; n < rate.burst; n++) expect(bucket.take(now)).toBe(true);
        expect(bucket.take(now)).toBe(false);
      }),
    );
  });

  it('is not confused by a clock that stands still', () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 1 }, 5);
    expect([5, 5, 4, 104, 105].map((now) => bucket.take(now))).toEqual([true, false, false, false, true]);
  });
});
