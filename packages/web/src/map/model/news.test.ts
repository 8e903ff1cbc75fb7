import { describe, expect, it } from 'bun:test';
import { clientId, monolithId } from '@usher/protocol';
import { knowing, roomNamed } from './testing/knowing.ts';
import type { MapEvent } from './map-event.ts';
import { withNews, type NewsItem } from './news.ts';

const model = knowing('b1', []);
const [a, b] = [monolithId('a'), monolithId('b')];
const foo = roomNamed('foo');
const told = (...events: MapEvent[]) =>
  events.reduce<readonly NewsItem[]>((news, event) => withNews(news, event, model), []);

describe('the news', () => {
  it('[WEB-20] are what happens to Balancers, Monoliths and the places of rooms; the latest first', () => {
    const news = told(
      { kind: 'link-up', monolith: a, region: 'here' },
      { kind: 'join', client: clientId('c'), room: foo, monolith: a, resume: false },
      { kind: 'move', room: foo, from: a, to: b },
      { kind: 'drain', forMs: 1000 },
    );
    expect(news.map(({ kind, subject, to }) => [kind, subject, to])).toEqual([
      ['drain', 'b1', ''],
      ['move', 'foo', 'b'],
      ['linkUp', 'a', ''],
    ]);
    expect(new Set(news.map(({ id }) => id)).size).toBe(3);
  });

  it('[WEB-20] are told once, whoever tells them, and kept within bounds', () => {
    const drain = { kind: 'monolith-drain', monolith: a } as const;
    expect(told(drain, drain)).toHaveLength(1);
    expect(told(drain, { kind: 'monolith-open', monolith: a }, drain)).toHaveLength(3);
    const many = Array.from(
      { length: 100 },
      (_, n) => ({ kind: 'link-down', monolith: monolithId(`m${n}`) }) as const,
    );
    expect(told(...many)).toHaveLength(30);
  });
});
