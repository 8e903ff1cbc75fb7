import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { newPermanentRoom, type PermanentRoom } from '../core/room/permanent-room.ts';
import { log } from '../testing/test-monolith.ts';
import { PermanentSaver } from './permanent-saver.ts';

const QUEUED = [{ service: 'direct' as const, id: 'a' }];

/** A database whose answers the test gives, and a room that it changes. */
function makeSaver({ isSaved = true } = {}) {
  const time = new FakeTime();
  const writes: {
    title: string;
    owner: number | null;
    answer: (isOurs: boolean) => void;
    fail: () => void;
  }[] = [];
  let room = newPermanentRoom({ name: 'Lounge', isTemporary: false, visibility: 'public', owner: null });
  const saver = new PermanentSaver({
    room: () => room,
    isSaved,
    timers: time,
    log,
    save({ owner, state }) {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      const { settings } = JSON.parse(state) as PermanentRoom;
      writes.push({ title: settings.title, owner, answer: resolve, fail: () => reject(new Error('away')) });
      return promise;
    },
  });
  const change = (changes: Partial<PermanentRoom>): void => {
    room = { ...room, ...changes };
    saver.changed();
  };
  const setTitle = (title: string): void => change({ settings: { ...room.settings, title } });
  return { time, saver, writes, change, setTitle };
}

/** Lets what waits for an answer go on. */
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('saving the row of a permanent room', () => {
  it('[ROM-3] writes once for many changes, with the last of them', () => {
    const { time, writes, setTitle } = makeSaver();
    for (const title of ['one', 'two', 'three']) setTitle(title);
    time.advance(LIMITS.saveDelayMs);
    expect(writes.map(({ title }) => title)).toEqual(['three']);
  });

  it('[ROM-3] writes an owner, roles and bans', () => {
    const changes = [
      { owner: 1 },
      { promoted: [[1, 3]] },
      { bans: [{ id: 'b', name: null, userId: 1, sessions: [], addresses: [], clients: [] }] },
    ] satisfies Partial<PermanentRoom>[];
    for (const each of changes) {
      const { time, writes, change } = makeSaver();
      change(each);
      time.advance(LIMITS.saveDelayMs);
      expect(writes).toHaveLength(1);
    }
  });

  it('[ROM-3] writes nothing when only the queue has changed, and when a change is taken back', () => {
    const { time, saver, writes, change, setTitle } = makeSaver();
    change({ queue: QUEUED });
    time.advance(LIMITS.temporaryRoomTtlMs);
    setTitle('for a moment');
    setTitle('');
    time.advance(LIMITS.temporaryRoomTtlMs);
    expect(writes).toEqual([]);
    expect(saver.stop()?.state).toContain('"queue":[{');
  });

  it('[ROM-25] leaves nothing to be written when it stops and nothing has changed', () => {
    expect(makeSaver().saver.stop()).toBeNull();
    expect(makeSaver({ isSaved: false }).saver.stop()).not.toBeNull();
  });

  it('[ROM-3] writes a room of which it does not know what its row says', async () => {
    const { time, saver, writes } = makeSaver({ isSaved: false });
    time.advance(LIMITS.saveDelayMs);
    expect(writes).toHaveLength(1);
    writes[0]?.answer(true);
    await settle();
    expect(saver.stop()).toBeNull();
  });

  it('[OWN-6] writes one at a time, and only the newest of what has waited', async () => {
    const { time, writes, setTitle } = makeSaver();
    setTitle('one');
    time.advance(LIMITS.saveDelayMs);
    for (const title of ['two', 'three']) setTitle(title);
    time.advance(60_000);
    expect(writes).toHaveLength(1);
    writes[0]?.answer(true);
    await settle();
    time.advance(LIMITS.saveDelayMs);
    expect(writes.map(({ title }) => title)).toEqual(['one', 'three']);
  });

  it('[OWN-6] tries again when the database cannot be reached, not too often, until it can', async () => {
    const { time, saver, writes, setTitle } = makeSaver();
    setTitle('one');
    time.advance(LIMITS.saveDelayMs);
    writes[0]?.fail();
    await settle();
    setTitle('two');
    time.advance(1999);
    expect(writes).toHaveLength(1);
    time.advance(1);
    expect(writes.map(({ title }) => title)).toEqual(['one', 'two']);
    expect(saver.stop()).not.toBeNull();
  });

  it('[OWN-2] does not repeat what the database refuses', async () => {
    const { time, writes, setTitle } = makeSaver();
    setTitle('stale');
    time.advance(LIMITS.saveDelayMs);
    writes[0]?.answer(false);
    await settle();
    time.advance(LIMITS.temporaryRoomTtlMs);
    expect(writes).toHaveLength(1);
  });
});
