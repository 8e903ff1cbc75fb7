import { describe, expect, it } from 'bun:test';
import type { EventMessage } from '@usher/protocol';
import { user } from '../testing/messages.ts';
import { addLines, type ChatLine, type ChatLineContent } from './chat-lines.ts';

const says = (text: string): ChatLineContent => ({
  kind: 'chat',
  message: { action: 'chat', from: user('ann'), text },
  isOwn: false,
});
const does = (
  name: string,
  request: EventMessage['request'],
  additional: EventMessage['additional'] = {},
): ChatLineContent => ({
  kind: 'event',
  message: { action: 'event', request, user: user(name), additional },
});
const seeks = (name: string, value: number) => does(name, { type: 4, value });
const plays = (name: string, state: boolean) => does(name, { type: 2, state });
const adds = (name: string, id: string) => {
  const video = { service: 'direct', id } as const;
  return does(name, { type: 5, video }, { video });
};

/** One after the other, `everyMs` apart. */
const after = (contents: readonly ChatLineContent[], everyMs = 1_000) =>
  contents.reduce<readonly ChatLine[]>((lines, content, n) => addLines(lines, [content], n * everyMs), []);

const told = (lines: readonly ChatLine[]) =>
  lines.map((line) => {
    if (line.kind === 'chat') return line.message.text;
    if (line.kind === 'notice') return line.text;
    const { user: by, request } = line.message;
    return `${by.name} ${request.type}${'value' in request ? ` to ${request.value}` : ''}`;
  });

describe('[WEB-15] what people do', () => {
  it('again and again does not push out what was said', () => {
    const doing = Array.from({ length: 600 }, (_, n) => [
      seeks('ann', n),
      plays('ann', n % 2 === 0),
      seeks('bob', n),
    ]);
    const lines = after([says('first'), ...doing.flat(), says('last')]);
    expect(told(lines)).toEqual(['first', 'ann 4 to 599', 'ann 2', 'bob 4 to 599', 'last']);
  });

  it('is one line in its place, with when it was last', () => {
    const lines = after([says('hi'), seeks('ann', 1), seeks('ann', 2), seeks('ann', 3)]);
    expect(lines).toMatchObject([{ id: 1 }, { id: 2, at: 3_000, message: { request: { value: 3 } } }]);
  });

  it('goes to the end when others did something meanwhile, with ids that count up', () => {
    const lines = after([seeks('ann', 1), plays('bob', true), seeks('ann', 2), says('hi')]);
    expect(told(lines)).toEqual(['bob 2', 'ann 4 to 2', 'hi']);
    expect(lines.map(({ id }) => id)).toEqual([2, 3, 4]);
  });

  it('is told anew after something was said, and after a while', () => {
    expect(told(after([seeks('ann', 1), says('hi'), seeks('ann', 2)]))).toEqual([
      'ann 4 to 1',
      'hi',
      'ann 4 to 2',
    ]);
    expect(after([seeks('ann', 1), seeks('ann', 2)], 299_999)).toHaveLength(1);
    expect(after([seeks('ann', 1), seeks('ann', 2)], 300_000)).toHaveLength(2);
  });

  it('that differs is all told', () => {
    const lines = after([seeks('ann', 1), plays('ann', true), does('ann', { type: 3 }), seeks('bob', 1)]);
    expect(lines).toHaveLength(4);
    expect(after([does('ann', { type: 3 }), does('ann', { type: 3 })])).toHaveLength(2);
  });

  it('is counted together when it is adding videos', () => {
    const [line, ...more] = after([adds('ann', '/a.mp4'), adds('ann', '/b.mp4'), adds('ann', '/c.mp4')]);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      id: 1,
      at: 2_000,
      message: { additional: { videos: [{ id: '/a.mp4' }, { id: '/b.mp4' }, { id: '/c.mp4' }] } },
    });
  });
});
