import { describe, expect, it } from 'bun:test';
import { OWN } from '../model/known-feeds.ts';
import { snapshotOf } from '../model/snapshot.ts';
import { feedOf } from '../model/testing/feed-of.ts';
import { knowing } from '../model/testing/knowing.ts';
import { LaidOut } from './laid-out.ts';

const SIZE = { width: 1000, height: 800 };

/** What is known, which can change. */
function createStore() {
  let rooms: Parameters<typeof knowing>[1] = [['foo', 'a', 1]];
  let version = 1;
  return {
    get version() {
      return version;
    },
    latest: () => snapshotOf([feedOf(OWN, knowing('b1', rooms))], []),
    change(now: typeof rooms) {
      rooms = now;
      version++;
    },
  };
}

describe('what the picture shows', () => {
  it('[WEB-20] is laid out anew when something has happened, and not in every frame', () => {
    const store = createStore();
    const laidOut = new LaidOut(store, SIZE);
    expect(laidOut.isDue(10_000)).toBe(false);
    store.change([['bar', 'a', 1]]);
    expect([laidOut.isDue(99), laidOut.isDue(100)]).toEqual([false, true]);
    expect([...laidOut.layout.rooms.keys()]).toEqual(['foo']);
    laidOut.renew(100, SIZE);
    expect([...laidOut.layout.rooms.keys()]).toEqual(['bar']);
    expect(laidOut.isDue(10_000)).toBe(false);
  });

  it('[WEB-20] is of one moment: words, places and people', () => {
    const store = createStore();
    const laidOut = new LaidOut(store, SIZE);
    const { shown } = laidOut;
    store.change([['foo', 'a', 0, 2]]);
    expect(laidOut.shown).toBe(shown);
    expect(laidOut.shown.view.rooms.get('foo')?.clients).toBe(laidOut.shown.waitsOf('foo').length);
  });

  it('[WEB-20] is another picture of the same in another view and size', () => {
    const laidOut = new LaidOut(createStore(), SIZE);
    laidOut.kind = 'tree';
    laidOut.renew(0, { width: 500, height: 400 });
    expect(laidOut.layout.isTree).toBe(true);
    const { x = Infinity, y = Infinity } = laidOut.layout.rooms.get('foo') ?? {};
    expect(x).toBeLessThan(500);
    expect(y).toBeLessThan(400);
  });
});
