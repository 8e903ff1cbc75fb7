import { afterEach, expect, it } from 'bun:test';
import { ANNOUNCEMENTS_KEPT, type LiveState } from '../store/live-state.ts';

/** What every live-state store must do with announcements: part of `liveStateContract`. */
export function announcementContract({
  store,
  open,
}: {
  store: () => LiveState;
  open: () => LiveState;
}): void {
  const opened: LiveState[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });
  const openAnother = () => {
    const another = open();
    opened.push(another);
    return another;
  };

  it('[API-20] tells each that asks of what was announced since it asked last, in order, once', async () => {
    const another = openAnother();
    const { cursor: start, texts } = await another.announcements(null);
    expect(texts).toEqual([]);
    await store().announce('one');
    await another.announce('two');
    const first = await another.announcements(start);
    expect(first.texts).toEqual(['one', 'two']);
    expect(await another.announcements(first.cursor)).toEqual({ cursor: first.cursor, texts: [] });
    await store().announce('three');
    expect((await another.announcements(first.cursor)).texts).toEqual(['three']);
    expect((await store().announcements(start)).texts).toEqual(['one', 'two', 'three']);
  });

  it('[API-20] tells who comes later nothing of what was announced before', async () => {
    await store().announce('long ago');
    const another = openAnother();
    const { cursor, texts } = await another.announcements(null);
    expect(texts).toEqual([]);
    expect((await another.announcements(cursor)).texts).toEqual([]);
  });

  it('[API-20] keeps the last announcements only', async () => {
    const { cursor } = await store().announcements(null);
    const texts = Array.from({ length: ANNOUNCEMENTS_KEPT + 5 }, (_, index) => `number ${index}`);
    for (const text of texts) await store().announce(text);
    expect((await store().announcements(cursor)).texts).toEqual(texts.slice(-ANNOUNCEMENTS_KEPT));
  });
}
