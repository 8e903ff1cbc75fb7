import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { Backoff } from './backoff.ts';
import { Deadlines } from './deadlines.ts';
import { Liveness } from './liveness.ts';
import { SlidingWindow } from './sliding-window.ts';
import { FakeTime } from './testing/index.ts';

describe('Deadlines', () => {
  it('behaves like a sorted map of key to time, whatever is set and deleted', () => {
    const step = fc.oneof(
      fc.record({ set: fc.integer({ min: 0, max: 30 }), at: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ remove: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ now: fc.integer({ min: 0, max: 100 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const deadlines = new Deadlines<number>();
        const model = new Map<number, number>();
        for (const each of steps) {
          if ('set' in each) {
            deadlines.set(each.set, each.at);
            model.set(each.set, each.at);
          } else if ('remove' in each) {
            deadlines.delete(each.remove);
            model.delete(each.remove);
          } else {
            const due = [...model].filter(([, at]) => at <= each.now);
            for (const [key] of due) model.delete(key);
            const taken = deadlines.takeDue(each.now);
            expect(new Set(taken)).toEqual(new Set(due.map(([key]) => key)));
            const times = taken.map((key) => due.find(([other]) => other === key)?.[1] ?? -1);
            expect(times).toEqual(times.toSorted((a, b) => a - b));
          }
          expect(deadlines.size).toBe(model.size);
          expect(deadlines.next()).toBe(model.size === 0 ? null : Math.min(...model.values()));
        }
      }),
    );
  });
});

describe('Backoff', () => {
  it('[LNK-5] grows from 100 ms to 5 s with full jitter, and begins anew after a success', () => {
    const ceiling = new Backoff({ minMs: 100, maxMs: 5000, random: () => 0.999_999 });
    const delays = Array.from({ length: 8 }, () => Math.round(ceiling.next()));
    expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
    ceiling.reset();
    expect(Math.round(ceiling.next())).toBe(100);
    expect(new Backoff({ minMs: 100, maxMs: 5000, random: () => 0 }).next()).toBe(50);
  });
});

describe('Liveness', () => {
  it('[LNK-5] [CON-6] pings a quiet peer once per period and gives a silent one up', () => {
    const liveness = new Liveness({ pingAfterMs: 5, deadAfterMs: 15, now: 0 });
    expect([4, 5, 6, 9].map((now) => liveness.check(now))).toEqual(['alive', 'ping', 'alive', 'alive']);
    expect(liveness.check(10)).toBe('ping');
    liveness.heard(12);
    expect(liveness.check(16)).toBe('alive');
    expect(liveness.check(17)).toBe('ping');
    expect(liveness.check(27)).toBe('dead');
  });
});

describe('Liveness of a peer that is not read', () => {
  const quiet = () => new Liveness({ pingAfterMs: 5, deadAfterMs: 15, now: 0 });

  it('[CON-6] is not in doubt meanwhile, and pings go on', () => {
    const liveness = quiet();
    liveness.unread(4);
    expect([5, 9, 10, 20, 100].map((now) => liveness.check(now))).toEqual([
      'ping',
      'alive',
      'ping',
      'ping',
      'ping',
    ]);
  });

  it('[CON-6] only the time during which it was read counts as silence', () => {
    const liveness = quiet();
    liveness.unread(4);
    liveness.read(104);
    expect(liveness.check(114)).not.toBe('dead');
    expect(liveness.check(115)).toBe('dead');
    liveness.heard(120);
    liveness.unread(121);
    liveness.heard(125); // what had been read before
    liveness.read(130);
    expect([144, 145].map((now) => liveness.check(now))).toEqual(['ping', 'dead']);
  });
});

describe('SlidingWindow', () => {
  it('[LNK-3] [LNK-35] tells when there are more than max events within the window', () => {
    const window = new SlidingWindow({ windowMs: 10, max: 2 });
    expect([0, 1, 2].map((now) => window.exceeds(now))).toEqual([false, false, true]);
    expect(window.exceeds(13)).toBe(false);
    expect(window.exceeds(14)).toBe(false);
    expect(window.exceeds(15)).toBe(true);
  });
});

describe('FakeTime', () => {
  it('runs what falls due, in order of time', () => {
    const time = new FakeTime();
    const ran: string[] = [];
    time.after(20, () => ran.push(`b@${time.now()}`));
    time.after(10, () => {
      ran.push(`a@${time.now()}`);
      time.after(5, () => ran.push(`c@${time.now()}`));
    });
    time.after(12, () => ran.push('never'))();
    time.advance(30);
    expect(ran).toEqual(['a@10', 'c@15', 'b@20']);
  });
});
