import { describe, expect, it } from 'bun:test';
import { FakeTime, until } from '@usher/kit/testing';
import { log } from '../testing/test-monolith.ts';
import { RoomTime } from './room-time.ts';

const START = 1_700_000_000_000;

/** A store whose clock is what the test says, in Unix ms, and which takes its time to answer. */
async function startRoomTime() {
  const time = new FakeTime();
  const store = {
    aheadMs: 0,
    tripMs: 0,
    isDown: false,
    async now(): Promise<number> {
      if (store.isDown) throw new Error('the store is down');
      await halfWay();
      const now = START + time.now() + store.aheadMs;
      await halfWay();
      return now;
    },
  };
  const halfWay = async () => {
    if (store.tripMs === 0) return;
    await new Promise<void>((arrived) => time.after(store.tripMs / 2, arrived));
  };
  const roomTime = await RoomTime.start({ store, clock: time, timers: time, log });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      time.advance(10);
      await until('promises have settled', () => Promise.resolve(true));
    }
  };
  /** How far room time is from the store's. */
  const error = () => roomTime.now() - (START + time.now() + store.aheadMs);
  return { time, store, roomTime, pass, error };
}

describe('room time', () => {
  it('[OWN-7] is the store’s from the start, whatever the way there takes', async () => {
    const { store, pass, error } = await startRoomTime();
    expect(error()).toBe(0);
    store.tripMs = 100;
    await pass(3000);
    expect(Math.abs(error())).toBeLessThan(10); // time moves by 10 ms here
  });

  it('[OWN-7] approaches a store that has gone ahead, or back, without a step', async () => {
    for (const aheadMs of [200, -200]) {
      const { store, roomTime, pass, time, error } = await startRoomTime();
      store.aheadMs = aheadMs;
      for (let step = 0; step < 70; step++) {
        const before = { room: roomTime.now(), clock: time.now() };
        await pass(100);
        const gained = roomTime.now() - before.room - (time.now() - before.clock);
        expect(Math.abs(gained)).toBeLessThanOrEqual(6);
      }
      expect(error()).toBe(0);
    }
  });

  it('[OWN-7] goes on while the store is down, and believes no answer that was long on its way', async () => {
    const { store, pass, error } = await startRoomTime();
    store.isDown = true;
    await pass(3000);
    expect(error()).toBe(0);
    Object.assign(store, { isDown: false, tripMs: 300, aheadMs: 1000 });
    await pass(3000);
    expect(error()).toBe(-1000);
  });
});
