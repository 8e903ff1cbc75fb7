import { describe, expect, it } from 'bun:test';
import { addAsk, closeAsk, hearRefusal, NO_ASKS, type OpenAsks } from './open-asks.ts';

const asked = (...asks: string[]) => asks.reduce<OpenAsks<string>>(addAsk, NO_ASKS);

describe('[MSG-26] a refusal', () => {
  it('is of what was asked for last, when nothing else is open', () => {
    const { next } = closeAsk(asked('a'), 'a');
    expect(hearRefusal(addAsk(next, 'b'), 'NoGood')).toEqual({
      next: NO_ASKS,
      refused: [{ ask: 'b', code: 'NoGood' }],
    });
  });

  it('is of nobody knows what, until the others are done', () => {
    const heard = hearRefusal(asked('a', 'b', 'c'), 'NoGood');
    expect(heard.refused).toEqual([]);
    const without = closeAsk(heard.next, 'c');
    expect(without.refused).toEqual([]);
    expect(closeAsk(without.next, 'a')).toEqual({
      next: NO_ASKS,
      refused: [{ ask: 'b', code: 'NoGood' }],
    });
  });

  it('is of all that is open when there are as many', () => {
    const first = hearRefusal(asked('a', 'b'), 'One');
    expect(hearRefusal(first.next, 'Two').refused).toEqual([
      { ask: 'a', code: 'One' },
      { ask: 'b', code: 'Two' },
    ]);
  });

  it('is none of ours when nothing is open, and does not count later', () => {
    const { next } = hearRefusal(asked(), 'NoGood');
    expect(hearRefusal(asked(), 'NoGood').refused).toEqual([]);
    expect(closeAsk(addAsk(next, 'a'), 'a')).toEqual({ next: NO_ASKS, refused: [] });
  });
});
