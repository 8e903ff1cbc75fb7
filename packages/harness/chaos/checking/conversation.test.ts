import { beforeEach, describe, expect, it } from 'bun:test';
import { Conversation } from './conversation.ts';

const ALL_WELL = { lost: 0, doubled: 0, reordered: 0, stray: 0, disagreements: 0 };

describe('the chat of a room, checked', () => {
  let room: Conversation;
  const everyone = ['a', 'b'];
  let now = 0;
  const say = (id: string) => room.says(id, now++);
  const hearAll = (...texts: string[]) => {
    for (const text of texts) for (const id of everyone) room.hears(id, text);
  };

  beforeEach(() => {
    room = new Conversation('foo');
    now = 0;
    for (const id of everyone) room.enters(id);
  });

  it('[CHA-1] finds nothing where everything is heard once and in order', () => {
    hearAll(say('a'), say('b'), say('a'));
    expect(room.isSettled()).toBe(true);
    expect(room.tally()).toEqual(ALL_WELL);
  });

  it('[CHA-1] finds what is heard twice', () => {
    const text = say('a');
    hearAll(text);
    room.hears('b', text);
    expect(room.tally()).toEqual({ ...ALL_WELL, doubled: 1 });
    expect(room.examples).toEqual(['doubled: b in foo heard "foo a 1"']);
  });

  it('[CHA-1] finds what is heard late: it is not lost then', () => {
    const [first, second] = [say('a'), say('a')];
    room.hears('a', first);
    room.hears('a', second);
    room.hears('b', second);
    room.hears('b', first);
    expect(room.tally()).toEqual({ ...ALL_WELL, reordered: 1, disagreements: 1 });
  });

  it('[CHA-1] finds what one listener has missed, in the middle or at the end, and counts it once', () => {
    const [first, second, third] = [say('a'), say('a'), say('a')];
    room.hears('a', first);
    room.hears('a', third);
    room.hears('b', second);
    expect(room.isSettled()).toBe(false);
    expect(room.tally()).toEqual({ ...ALL_WELL, lost: 3 });
  });

  it('[CHA-1] finds what was said in another room, by nobody, or not yet', () => {
    const other = new Conversation('bar');
    other.enters('x');
    room.hears('a', other.says('x', 0));
    room.hears('a', 'hello');
    room.hears('a', 'foo a 1');
    expect(room.tally()).toEqual({ ...ALL_WELL, stray: 3 });
  });

  it('[OWN-1] finds two listeners who heard two people in different order, as from two Monoliths', () => {
    const [one, other] = [say('a'), say('b')];
    room.hears('a', one);
    room.hears('a', other);
    room.hears('b', other);
    room.hears('b', one);
    expect(room.tally()).toEqual({ ...ALL_WELL, disagreements: 1 });
  });

  it('expects of who comes later only what is said after that, and takes what was under way', () => {
    const early = say('a');
    room.enters('late');
    const [next, after] = [say('a'), say('a')];
    hearAll(early, next, after);
    room.hears('late', next);
    room.hears('late', after);
    expect(room.isSettled()).toBe(true);
    expect(room.tally()).toEqual(ALL_WELL);
    room.enters('later');
    room.hears('later', after);
    expect(room.tally()).toEqual(ALL_WELL);
  });

  it('expects nothing of who has left, but what it passed over', () => {
    const [first, second, third] = [say('a'), say('a'), say('a')];
    for (const text of [first, second, third]) room.hears('a', text);
    room.hears('b', first);
    room.leaves('b');
    expect(room.tally()).toEqual(ALL_WELL);
    room.hears('b', third);
    expect(room.tally()).toEqual({ ...ALL_WELL, lost: 1 });
  });

  it('knows since when a listener has been waiting for a word', () => {
    expect(room.unheardSince('a')).toBeNull();
    const words = [say('a'), say('b'), say('a')];
    expect(room.unheardSince('a')).toBe(0);
    room.hears('a', words[0] ?? '');
    expect(room.unheardSince('a')).toBe(1);
    hearAll(...words.slice(1));
    expect(room.unheardSince('a')).toBeNull();
  });

  it('finds the last words of who has left, when nobody hears them', () => {
    hearAll(say('b'));
    say('b');
    room.leaves('b');
    expect(room.isSettled()).toBe(true);
    expect(room.tally()).toEqual({ ...ALL_WELL, lost: 1 });
  });
});
