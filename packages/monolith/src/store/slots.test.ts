import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { OverloadError, Slots } from './slots.ts';

describe('slots', () => {
  function open(options: { slots?: number; waitingMax?: number } = {}) {
    const time = new FakeTime();
    const slots = new Slots({ slots: 2, waitingMax: 2, waitMs: 1000, timers: time, ...options });
    const running: string[] = [];
    const begin = (name: string) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const outcome = slots.run(() => {
        running.push(name);
        return promise;
      });
      return { outcome: outcome.catch((error: unknown) => error), end: () => resolve(name) };
    };
    return { time, running, begin, slots };
  }

  it('[API-20] runs so many at once, and the others in order', async () => {
    const { running, begin } = open();
    const [one, two, three, four] = [begin('one'), begin('two'), begin('three'), begin('four')];
    expect(running).toEqual(['one', 'two']);
    two.end();
    expect(await two.outcome).toBe('two');
    expect(running).toEqual(['one', 'two', 'three']);
    for (const { end } of [one, three, four]) end();
    expect(await Promise.all([one.outcome, three.outcome, four.outcome])).toEqual(['one', 'three', 'four']);
    expect(running).toEqual(['one', 'two', 'three', 'four']);
  });

  it('[API-20] refuses who would be one too many to wait', async () => {
    const { running, begin } = open();
    const begun = ['one', 'two', 'three', 'four'].map(begin);
    expect(await begin('five').outcome).toBeInstanceOf(OverloadError);
    for (const { end } of begun) end();
    await Promise.all(begun.map(({ outcome }) => outcome));
    expect(running).toHaveLength(4);
  });

  it('[API-20] lets nobody wait for longer than so long, and gives their turn to others', async () => {
    const { time, running, begin } = open({ slots: 1 });
    const [one, two] = [begin('one'), begin('two')];
    time.advance(999);
    const three = begin('three');
    time.advance(1);
    expect(await two.outcome).toBeInstanceOf(OverloadError);
    one.end();
    three.end();
    expect(await three.outcome).toBe('three');
    expect(running).toEqual(['one', 'three']);
  });

  it('[API-20] goes on after work that fails', async () => {
    const { slots } = open({ slots: 1 });
    const failed = slots.run(() => Promise.reject(new Error('broken')));
    const next = slots.run(() => Promise.resolve('fine'));
    expect(await failed.catch((error: Error) => error.message)).toBe('broken');
    expect(await next).toBe('fine');
  });
});
