import { describe, expect, it } from 'bun:test';
import { EMPTY_VIEW, type RoomView } from '@usher/client';
import { FakeTime } from '@usher/kit/testing';
import type { RoomRequest, RoomState, RoomUserInfo, ServerMessage, VideoId } from '@usher/protocol';
import { Asks, type Answer, type LookedUp } from './asks.ts';

const user = (id: string): RoomUserInfo => ({ id, name: id, isLoggedIn: false, status: 'none', role: 0 });
const video = (id: string): VideoId => ({ service: 'direct', id });
const add = (id: string) => ({ type: 5, video: video(id) }) as const;
const playNow = (id: string) => ({ type: 14, video: video(id) }) as const;
const added = (request: RoomRequest, by = 'me', count?: number): ServerMessage => {
  const videos = Array.from({ length: count ?? 0 }, (_, n) => video(`${n}`));
  const additional = count === undefined ? { video: video('x') } : { videos };
  return { action: 'event', request, user: user(by), additional };
};
const refused = (request: number, code = 'NoGood'): ServerMessage => ({
  action: 'error',
  code,
  message: '',
  request,
});

/** A room's client as far as it matters here; the test is the room. */
function start(current: VideoId | null = null) {
  const time = new FakeTime();
  const sent: RoomRequest[] = [];
  const client = {
    isOpen: true,
    view: { ...EMPTY_VIEW, you: 'me', room: { currentSource: current } as RoomState } as RoomView,
    send: (request: RoomRequest) => client.isOpen && sent.push(request) > 0,
  };
  const asks = new Asks(client, time);
  const toasts: string[] = [];
  asks.onError(({ code }) => toasts.push(code));
  const answers: [string, Answer['state']][] = [];
  const ask = (name: string, request: LookedUp, isQuiet = false) =>
    asks.ask(request, { isQuiet, onAnswer: ({ state }) => void answers.push([name, state]) });
  return { time, client, sent, asks, toasts, answers, ask };
}

describe('what a room is asked for', () => {
  it('[MSG-5] is done when the room says so to everyone, and not when somebody else did the same', () => {
    const { asks, ask, answers } = start();
    ask('a', add('a'));
    asks.hear(added(add('a'), 'somebody'));
    expect(answers).toEqual([]);
    asks.hear(added(add('a')));
    expect(answers).toEqual([['a', 'done']]);
  });

  it('[MSG-5] is done also when it was asked before the page was told who it is', () => {
    const { client, asks, ask, answers } = start();
    client.view = { ...client.view, you: null };
    ask('a', add('a'));
    client.view = { ...client.view, you: 'me' };
    asks.hear(added(add('a'), 'somebody'));
    expect(answers).toEqual([]);
    asks.hear(added(add('a')));
    expect(answers).toEqual([['a', 'done']]);
  });

  it('[MSG-5] of many at once tells how many were new', () => {
    const { asks } = start();
    const request = { type: 5, videos: [video('a'), video('b'), video('c')] } as const;
    const answers: Answer[] = [];
    asks.ask({ ...request, videos: [...request.videos] }, { onAnswer: (answer) => answers.push(answer) });
    asks.hear(added({ ...request, videos: [...request.videos] }, 'me', 2));
    expect(answers).toEqual([{ state: 'done', count: 2 }]);
  });

  it('[WEB-11] gets its own refusal, not that of another', () => {
    const { asks, ask, answers, toasts } = start();
    ask('a', add('a'));
    asks.hear(added(add('a')));
    ask('link', { type: 5, url: 'https://example.com/b.mp4' });
    asks.hear(refused(5, 'VideoAlreadyQueued'));
    expect(answers).toEqual([
      ['a', 'done'],
      ['link', 'refused'],
    ]);
    expect(toasts).toEqual(['VideoAlreadyQueued']);
  });

  it('[MSG-14] to play now is done when it plays; what plays already is answered with nothing', () => {
    const { asks, ask, answers } = start(video('now'));
    ask('now', playNow('now'));
    ask('next', playNow('next'));
    asks.hear(refused(5));
    asks.hear({ action: 'sync', currentSource: video('other') });
    expect(answers).toEqual([]);
    asks.hear(refused(14));
    ask('next', playNow('next'));
    asks.hear({ action: 'sync', currentSource: video('next') });
    expect(answers).toEqual([
      ['next', 'refused'],
      ['next', 'done'],
    ]);
  });

  it('is refused silently only when nothing else can have been meant', () => {
    const { asks, ask, toasts } = start();
    ask('one of many', add('a'), true);
    asks.hear(refused(5, 'First'));
    ask('one of many', add('a'), true);
    ask('by hand', add('b'));
    asks.hear(refused(5, 'Second'));
    asks.hear(refused(2, 'Third'));
    expect(toasts).toEqual(['Second', 'Third']);
  });

  it('is lost when there is no answer for longer than servers look things up', () => {
    const { time, ask, answers } = start();
    ask('a', add('a'));
    time.advance(60_000);
    expect(answers).toEqual([]);
    time.advance(20_000);
    expect(answers).toEqual([['a', 'late']]);
  });

  it('has no answer without a connection', () => {
    const { client, time, ask, answers } = start();
    client.isOpen = false;
    expect(ask('a', add('a'))).toBe(false);
    time.advance(100_000);
    expect(answers).toEqual([]);
  });
});
