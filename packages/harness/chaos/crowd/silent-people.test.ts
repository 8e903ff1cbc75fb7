import { describe, expect, it } from 'bun:test';
import { SilentPeople } from './silent-people.ts';

describe('people who fall silent', () => {
  it('[CON-6] may be seen for as long as a Balancer needs to notice, and their processes stand still until the end', async () => {
    let isOver = false;
    const processes = { [Symbol.asyncDispose]: async () => void (isOver = true) };
    const before = Date.now();
    const silent = new SilentPeople();
    expect(silent.overAt).toBe(0);
    silent.add(['a', 'b'], processes);
    expect(silent.count).toBe(2);
    expect(silent.overAt - before).toBeGreaterThanOrEqual(35_000);
    expect(silent.unnoticedAt(before + 35_000)).toEqual(['a', 'b']);
    expect(silent.unnoticedAt(silent.overAt)).toEqual([]);
    expect(isOver).toBe(false);
    await silent[Symbol.asyncDispose]();
    expect(isOver).toBe(true);
  });
});
