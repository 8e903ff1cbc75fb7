import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { balancerId, monolithId } from '@usher/protocol';
import type { Figures, FullStateReport } from '@usher/protocol/operators';
import { EventFeed } from './event-feed.ts';

const stateOf = (clients: number): FullStateReport => ({
  id: balancerId('b'),
  region: 'here',
  draining: false,
  clients,
  monoliths: [],
  rooms: [],
});
const FIGURES: Figures = {
  clients: { authenticating: 0, waiting: 0, served: 1 },
  messages: { fromClients: 1, toClients: 2, toRooms: 3 },
  bytes: { fromClients: 4, fromMonoliths: 5 },
  lagMs: 6,
  queueBytes: { toClients: 7, toMonoliths: 8, fromClients: 9 },
  monoliths: [],
  rooms: {},
};
const event = { kind: 'link-down', monolith: monolithId('a') } as const;

function createFeed() {
  const time = new FakeTime();
  const feed = new EventFeed({ timers: time, wallClock: () => new Date(0) });
  const reader = feed.open()?.getReader();
  const read = async () => (await reader?.read())?.value;
  return { time, feed, reader, read };
}

describe('EventFeed', () => {
  it('[BAL-30] a reader that is too slow loses events, and is told how many', async () => {
    const { feed, read } = createFeed();
    for (let n = 0; n < 10_000; n++) feed.publish(event);
    const told: string[] = [];
    while (told.at(-1)?.includes('dropped') !== true) told.push((await read()) ?? '');
    expect(told).toHaveLength(257);
    expect(told[1]).toBe('data: {"kind":"link-down","time":"1970-01-01T00:00:00.000Z","monolith":"a"}\n\n');
    expect(told.at(-1)).toContain('"kind":"dropped"');
    expect(told.at(-1)).toContain(`"count":${10_000 - 255}`);
    feed.publish(event);
    expect(await read()).toContain('link-down');
  });

  it('[BAL-30] a quiet stream has a heartbeat', async () => {
    const { time, read } = createFeed();
    await read();
    time.advance(15_000);
    expect(await read()).toBe(':\n\n');
    time.advance(15_000);
    expect(await read()).toBe(':\n\n');
  });

  it('[BAL-30] who leaves is forgotten, and who is there at the end sees it', async () => {
    const { feed, reader, read } = createFeed();
    const other = feed.open()?.getReader();
    expect(feed.readers).toBe(2);
    await other?.cancel();
    expect(feed.readers).toBe(1);
    feed.close();
    await read();
    expect((await reader?.read())?.done).toBe(true);
    expect(feed.readers).toBe(0);
  });
});

describe('EventFeed, followed', () => {
  function createFollowed() {
    const time = new FakeTime();
    const watched: boolean[] = [];
    let states = 0;
    const feed = new EventFeed({
      timers: time,
      wallClock: () => new Date(0),
      followed: {
        state: () => stateOf(++states),
        figures: () => FIGURES,
        watch: (isWatched) => void watched.push(isWatched),
      },
    });
    const reader = feed.follow()?.getReader();
    const read = async () => ((await reader?.read())?.value ?? '').replace(/"time":"[^"]*",?/, '');
    const written = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`;
    const state = (number: number) => written({ kind: 'state', ...stateOf(number) });
    const figures = written({ kind: 'figures', ...FIGURES });
    return { time, feed, reader, read, watched, state, figures };
  }

  it('[WEB-20] begins with the state, and tells figures every second', async () => {
    const { time, feed, read, state, figures } = createFollowed();
    feed.publish(event);
    time.advance(1000);
    expect(await read()).toStartWith(':');
    expect(await read()).toBe(state(1));
    expect(await read()).toContain('link-down');
    expect(await read()).toBe(figures);
  });

  it('[WEB-20] [BAL-30] who has lost events hears nothing more but the state anew, at most once a second', async () => {
    const { time, feed, read, state, figures } = createFollowed();
    for (let n = 0; n < 1000; n++) feed.publish(event);
    for (let n = 0; n < 256; n++) await read();
    for (let n = 0; n < 10; n++) feed.publish(event); // there is room again, but what came between is lost
    time.advance(1000);
    expect(await read()).toBe(state(2));
    expect(await read()).toBe(figures);
    feed.publish(event);
    expect(await read()).toContain('link-down');
  });

  it('[WEB-20] is counted for only while somebody follows', async () => {
    const { time, feed, reader, watched } = createFollowed();
    const other = feed.follow()?.getReader();
    await reader?.cancel();
    expect(watched).toEqual([true]);
    await other?.cancel();
    expect(watched).toEqual([true, false]);
    time.advance(60_000);
    expect(feed.readers).toBe(0);
  });
});
