import { describe, expect, it } from 'bun:test';
import { bytesPerClient, fullerOne } from './client-memory.ts';

const load = (name: string, clients: number, bytes: number) => ({ name, clients, bytes });

describe('the memory of a Balancer that becomes fuller', () => {
  it('[CHA-2] is counted for each client that it has gained', () => {
    expect(bytesPerClient(load('a', 100, 1_000_000), load('a', 1100, 9_000_000))).toBe(8000);
    expect(bytesPerClient(load('a', 100, 1_000_000), load('a', 1100, 900_000))).toBe(1);
  });

  it('[CHA-2] is looked at where most clients went', () => {
    const before = [load('a', 5000, 2), load('b', 250, 1)];
    const after = [load('a', 0, 1), load('b', 5250, 2)];
    expect(fullerOne(before, after)).toEqual({ before: load('b', 250, 1), after: load('b', 5250, 2) });
  });
});
