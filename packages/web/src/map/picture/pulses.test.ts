import { describe, expect, it } from 'bun:test';
import { seededRandom } from '@usher/kit/testing';
import { Pulses } from './pulses.ts';

const talk = (rooms: number, messages: number) => ({
  rooms: Object.fromEntries(
    Array.from({ length: rooms }, (_, n) => [`room-${n}`, [messages, messages] as const]),
  ),
});

describe('messages on their ways', () => {
  it('[WEB-20] are all shown while they are few, set out within a second, and arrive', () => {
    const pulses = new Pulses(seededRandom(1));
    pulses.add('b', talk(2, 2));
    expect(pulses.all).toHaveLength(8);
    expect(pulses.all.every(({ progress }) => progress <= 0 && progress > -1)).toBe(true);
    for (let n = 0; n < 125; n++) pulses.step(16);
    expect(pulses.all).toHaveLength(0);
    expect(pulses.step(16)).toBe(false);
  });

  it('[WEB-20] are a bounded part of too many, from all rooms alike', () => {
    const pulses = new Pulses(seededRandom(1));
    for (let n = 0; n < 10; n++) pulses.add(`b${n}`, talk(1000, 100));
    expect(pulses.all.length).toBeWithin(200, 321);
    const last = pulses.all.filter(({ room }) => Number(room.slice(5)) >= 500).length;
    expect(last).toBeGreaterThan(50);
  });
});
