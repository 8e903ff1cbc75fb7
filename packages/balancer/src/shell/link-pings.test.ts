import { describe, expect, it } from 'bun:test';
import { LinkPings } from './link-pings.ts';

function create() {
  const state = { now: 0, pings: 0 };
  const pings = new LinkPings({ ping: () => void state.pings++ }, { now: () => state.now });
  const read: string[] = [];
  return { state, pings, read, await: (what: string) => pings.whenRead(() => void read.push(what)) };
}

describe('what a Monolith has read', () => {
  it('[LNK-4] is told by the pong to the ping behind it, not by an earlier one', () => {
    const { state, pings, read, await: awaitReading } = create();
    pings.ping();
    awaitReading('a');
    awaitReading('b');
    expect(state.pings).toBe(3);
    pings.ponged();
    expect(read).toEqual([]);
    pings.ponged();
    expect(read).toEqual(['a']);
    pings.ponged();
    expect(read).toEqual(['a', 'b']);
    pings.ponged();
    expect(read).toEqual(['a', 'b']);
  });

  it('[LNK-5] is not waited for longer than 3 s, nor when the connection is over', () => {
    const { pings, read, await: awaitReading } = create();
    awaitReading('a');
    pings.tick(2999);
    expect(read).toEqual([]);
    pings.tick(3000);
    expect(read).toEqual(['a']);
    awaitReading('b');
    pings.over();
    expect(read).toEqual(['a', 'b']);
  });

  it('may lead to more that is waited for', () => {
    const { pings, read, await: awaitReading } = create();
    pings.whenRead(() => awaitReading('later'));
    pings.ponged();
    expect(read).toEqual([]);
    pings.ponged();
    expect(read).toEqual(['later']);
  });
});
