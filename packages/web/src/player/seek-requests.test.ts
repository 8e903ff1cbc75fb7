import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { SeekRequests } from './seek-requests.ts';

function requests() {
  const time = new FakeTime();
  const made: number[] = [];
  const seeks = new SeekRequests((to) => void made.push(to), time);
  return { time, made, seeks };
}

describe('seeks', () => {
  it('[WEB-12] a single one is made at once', () => {
    const { made, seeks } = requests();
    seeks.request(5);
    expect(made).toEqual([5]);
  });

  it('[WEB-12] of a key that is held for three seconds a few are made, and the last always', () => {
    const { time, made, seeks } = requests();
    for (let n = 1; n <= 90; n++) {
      seeks.request(n);
      time.advance(33);
    }
    time.advance(1_000);
    expect(made.length).toBeLessThanOrEqual(14);
    expect(made.at(0)).toBe(1);
    expect(made.at(-1)).toBe(90);
  });

  it('[WEB-12] steps add up before playback has followed, and count from where it is afterwards', () => {
    const { time, made, seeks } = requests();
    for (let n = 0; n < 3; n++) seeks.request(seeks.from(20) + 10);
    time.advance(250);
    expect(made).toEqual([30, 50]);
    time.advance(750);
    expect(seeks.from(51)).toBe(51);
  });

  it('none is made in the next item', () => {
    const { time, made, seeks } = requests();
    for (const to of [1, 2, 3]) seeks.request(to);
    seeks.cancel();
    expect(seeks.from(40)).toBe(40);
    time.advance(1_000);
    expect(made).toEqual([1]);
  });
});
