import { describe, expect, it } from 'bun:test';
import { isServedInTurn } from './epochs.ts';

const TENURES = [
  { epoch: 10, monolith: 'a' },
  { epoch: 11, monolith: 'b' },
  { epoch: 12, monolith: 'a' },
];

describe('the Monoliths that a client has heard', () => {
  it.each([[['a']], [['a', 'b']], [['a', 'b', 'a']], [['b', 'a']], [['a', 'a']], [[]]])(
    '[OWN-1] %p can have had the room one after another',
    (monoliths) => expect(isServedInTurn(monoliths, TENURES)).toBe(true),
  );

  it.each([[['b', 'a', 'b']], [['a', 'b', 'a', 'b']], [['c']], [['a', 'c']]])(
    '[OWN-1] %p cannot: somebody was heard who had lost it, or never had it',
    (monoliths) => expect(isServedInTurn(monoliths, TENURES)).toBe(false),
  );
});
