import { describe, expect, it } from 'bun:test';
import type { ChatMessage, ServerMessage } from '@usher/protocol';
import { fullSync, user } from '../testing/messages.ts';
import { EMPTY_VIEW, updateView, type RoomView } from './room-view.ts';

const after = (messages: readonly ServerMessage[], view: RoomView = EMPTY_VIEW): RoomView =>
  messages.reduce((seen, message) => updateView(seen, message, 0), view);

const says = (text: string, name = 'ann'): ChatMessage => ({ action: 'chat', from: user(name), text });
const texts = ({ lines }: RoomView): string[] =>
  lines.map((line) => (line.kind === 'chat' ? line.message.text : line.kind));

describe('sync', () => {
  it('[MSG-21] merges a delta into the state, and leaves the rest', () => {
    const view = after([
      fullSync({ title: 'Friday' }),
      { action: 'sync', isPlaying: true, serverTime: 1_000_100 },
    ]);
    expect(view.room).toMatchObject({ title: 'Friday', isPlaying: true });
    expect(view.room).not.toContainAnyKeys(['action', 'serverTime', 'clockId', 'effectiveAt']);
  });

  it('[MSG-20] replaces the state with a full sync, and takes its clock', () => {
    const view = after([fullSync({ votesToSkip: ['c1'] }), fullSync({ clockId: 'monolith-b' })]);
    expect(view.room?.votesToSkip).toEqual([]);
    expect(view.clockId).toBe('monolith-b');
  });

  it('[MSG-20] understands a server that does not know our additions', () => {
    const { waitForReadySeconds: _w, waitingFor: _f, clockId: _c, serverTime: _t, ...foreign } = fullSync();
    const view = after([foreign]);
    expect(view.room).toMatchObject({ waitForReadySeconds: 0, waitingFor: [] });
    expect([view.clockId, view.playback?.timeline]).toEqual([null, 'local']);
  });
});

describe('users', () => {
  it('[MSG-23] knows who is there, who we are, and how they do', () => {
    const view = after([
      { action: 'user', update: { kind: 'init', value: [user('ann'), user('bob')] } },
      { action: 'you', info: { id: 'id-of-bob' } },
      { action: 'user', update: { kind: 'update', value: { id: 'id-of-ann', status: 'ready' } } },
      { action: 'user', update: { kind: 'update', value: user('cleo') } },
      { action: 'user', update: { kind: 'remove', value: 'id-of-bob' } },
    ]);
    expect(view.users).toEqual([user('ann', { status: 'ready' }), user('cleo')]);
    expect(view.you).toBe('id-of-bob');
  });
});

describe('chat', () => {
  it('[MSG-22] keeps chat, events and announcements in one order, with ids that count up', () => {
    const view = after([
      says('hi'),
      { action: 'event', request: { type: 2, state: true }, user: user('ann'), additional: {} },
      { action: 'announcement', text: 'back at nine' },
      { action: 'eventcustom', text: 'Skipped sponsor', duration: 3000 },
    ]);
    expect(texts(view)).toEqual(['hi', 'event', 'notice', 'notice']);
    expect(view.lines.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('[WEB-15] knows which lines are our own, and when they came', () => {
    const view = after([
      says('before'),
      { action: 'you', info: { id: 'id-of-ann' } },
      says('mine'),
      says('theirs', 'bob'),
    ]);
    expect(view.lines.map((line) => line.kind === 'chat' && line.isOwn)).toEqual([false, true, false]);
    const late = updateView(view, says('later'), 1234);
    expect(late.lines.at(-1)).toMatchObject({ at: 1234 });
    const told = updateView(EMPTY_VIEW, { action: 'chats', messages: [says('old')] }, 1234);
    expect(told.lines).toMatchObject([{ at: null, isOwn: false }]);
  });

  it('[WEB-15] keeps the last 500 lines', () => {
    const view = after(Array.from({ length: 620 }, (_, index) => says(`line ${index}`)));
    expect(view.lines).toHaveLength(500);
    expect(texts(view).at(0)).toBe('line 120');
    expect(new Set(view.lines.map(({ id }) => id)).size).toBe(500);
  });

  it('[MSG-22] adds of the history what is new after a reconnect, and nothing twice', () => {
    const before = after([says('one'), says('two'), { action: 'announcement', text: 'soon' }]);
    const messages = [says('two'), says('three', 'bob')];
    expect(texts(after([{ action: 'chats', messages }], before))).toEqual(['one', 'two', 'notice', 'three']);
    expect(texts(after([{ action: 'chats', messages: [] }], before))).toEqual(['one', 'two', 'notice']);
  });

  it('[MSG-22] takes the whole history when it has no part in what we know', () => {
    const before = after([says('one')]);
    expect(texts(after([{ action: 'chats', messages: [says('x'), says('y')] }], before))).toEqual([
      'one',
      'x',
      'y',
    ]);
  });
});
