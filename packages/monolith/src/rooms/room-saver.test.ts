import { describe, expect, it } from 'bun:test';
import { FakeTime, until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { log } from '../testing/test-monolith.ts';
import { RoomSaver } from './room-saver.ts';

/** A store whose answers the test gives. */
function makeSaver() {
  const time = new FakeTime();
  const writes: { at: number; answer: (isOurs: boolean) => void; fail: (error: Error) => void }[] = [];
  let losses = 0;
  const saver = new RoomSaver({
    timers: time,
    log,
    lost: () => losses++,
    write: () => {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      writes.push({ at: time.now(), answer: resolve, fail: reject });
      return promise;
    },
  });
  return { time, saver, writes, losses: () => losses };
}

/** Lets what waits for an answer go on. */
const settle = () => until('promises have settled', () => Promise.resolve(true));

describe('saving a room', () => {
  it('[OWN-4] writes once for many changes, within 250 ms of the first', () => {
    const { time, saver, writes } = makeSaver();
    for (let change = 0; change < 10; change++) {
      saver.changed();
      time.advance(LIMITS.saveDelayMs / 10);
    }
    expect(writes).toHaveLength(1);
    expect(writes[0]?.at).toBeLessThan(LIMITS.saveDelayMs);
  });

  it('[OWN-4] writes one at a time, and again for what changed meanwhile', async () => {
    const { time, saver, writes } = makeSaver();
    saver.changed();
    time.advance(LIMITS.saveDelayMs);
    saver.changed();
    time.advance(LIMITS.saveDelayMs);
    expect(writes).toHaveLength(1);
    writes[0]?.answer(true);
    await settle();
    time.advance(LIMITS.saveDelayMs);
    expect(writes).toHaveLength(2);
  });

  it('[OWN-6] tries again when the store cannot be reached', async () => {
    const { time, saver, writes, losses } = makeSaver();
    saver.changed();
    time.advance(LIMITS.saveDelayMs);
    writes[0]?.fail(new Error('the store is down'));
    await settle();
    time.advance(LIMITS.saveDelayMs);
    expect(writes).toHaveLength(2);
    expect(losses()).toBe(0);
  });

  it('[OWN-2] says when the room is another Monolith’s, and writes no more', async () => {
    const { time, saver, writes, losses } = makeSaver();
    saver.changed();
    time.advance(LIMITS.saveDelayMs);
    writes[0]?.answer(false);
    await settle();
    saver.changed();
    time.advance(LIMITS.temporaryRoomTtlMs);
    expect(losses()).toBe(1);
    expect(writes).toHaveLength(1);
  });

  it('[ROM-4] writes a room in which nothing changes often enough for the store to keep it', () => {
    const { time, writes } = makeSaver();
    time.advance(LIMITS.temporaryRoomTtlMs / 2);
    expect(writes.length).toBeGreaterThan(0);
  });

  it('[OWN-4] waits for a write under way before it stops', async () => {
    const { time, saver, writes } = makeSaver();
    saver.changed();
    time.advance(LIMITS.saveDelayMs);
    let isStopped = false;
    const stopped = saver.stop().then(() => (isStopped = true));
    await settle();
    expect(isStopped).toBe(false);
    writes[0]?.answer(true);
    await stopped;
  });
});
