import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import type { LinkAddress } from './link-address.ts';
import { PolledSource } from './polled-source.ts';

const A = { host: 'a', port: 1 };

/** A source at an interval of 5 s whose method does what the test says. */
class World {
  readonly time = new FakeTime();
  readonly said: string[] = [];
  readonly signals: AbortSignal[] = [];
  next: () => Promise<readonly LinkAddress[]> = async () => [A];
  readonly source = new PolledSource({
    name: 'test',
    method: {
      lookUp: (signal) => {
        this.signals.push(signal);
        return this.next();
      },
    },
    intervalMs: 5_000,
    timers: this.time,
    random: () => 1,
  });

  start(): Promise<void> {
    this.source.start({
      found: (addresses) => void this.said.push(addresses.map(({ host }) => host).join()),
      failed: (reason) => void this.said.push(reason),
    });
    return this.settle();
  }

  async pass(ms: number): Promise<void> {
    this.time.advance(ms);
    await this.settle();
  }

  /** Lets what was promised come true. */
  async settle(): Promise<void> {
    for (let n = 0; n < 20; n++) await Promise.resolve();
  }
}

describe('a source that is asked again and again', () => {
  it('[BAL-1] is asked at its interval', async () => {
    const world = new World();
    await world.start();
    expect(world.said).toEqual(['a']);
    await world.pass(4_999);
    expect(world.said).toHaveLength(1);
    await world.pass(1);
    expect(world.said).toEqual(['a', 'a']);
  });

  it('[BAL-1] is asked with backoff after errors, up to its interval; an empty answer is one', async () => {
    const world = new World();
    world.next = () => Promise.reject(new Error('broken'));
    await world.start();
    for (const delay of [100, 200, 400, 800, 1600, 3200, 5000, 5000]) {
      const before = world.said.length;
      await world.pass(delay - 1);
      expect(world.said).toHaveLength(before);
      await world.pass(1);
      expect(world.said.slice(before)).toEqual(['broken']);
    }
    world.next = async () => [];
    await world.pass(5_000);
    expect(world.said.at(-1)).toBe('the answer names no Monolith');
    world.next = async () => [A];
    await world.pass(5_000);
    world.next = () => Promise.reject(new Error('again'));
    await world.pass(5_000);
    await world.pass(100);
    expect(world.said.slice(-3)).toEqual(['a', 'again', 'again']);
  });

  it('[BAL-1] that does not answer is an error in the end, and its attempt is given up', async () => {
    const world = new World();
    world.next = () => new Promise(() => undefined);
    await world.start();
    await world.pass(LIMITS.discoveryTimeoutMs - 1);
    expect(world.said).toEqual([]);
    await world.pass(1);
    expect(world.said).toEqual(['no answer within 5000 ms']);
    expect(world.signals[0]?.aborted).toBeTrue();
    world.next = async () => [A];
    await world.pass(100);
    expect(world.said.at(-1)).toBe('a');
  });

  it('[BAL-1] says nothing after it was stopped', async () => {
    const world = new World();
    const answer = Promise.withResolvers<LinkAddress[]>();
    world.next = () => answer.promise;
    await world.start();
    world.source.stop();
    answer.resolve([A]);
    await world.pass(100_000);
    expect([world.said, world.signals.length, world.signals[0]?.aborted]).toEqual([[], 1, true]);
  });
});
