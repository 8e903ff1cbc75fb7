import { expect, it } from 'bun:test';
import { fullSync } from '../testing/messages.ts';
import { isFullSync, readServerMessage } from './read-message.ts';

it('[MSG-20] tells a full sync from a delta, with and without our additions', () => {
  expect(isFullSync(fullSync())).toBe(true);
  const { clockId: _id, serverTime: _time, ...foreign } = fullSync();
  expect(isFullSync(foreign)).toBe(true);
  expect(isFullSync({ action: 'sync', queue: [] })).toBe(false);
  expect(isFullSync({ action: 'sync', playbackPosition: 3, serverTime: 1 })).toBe(false);
  expect(isFullSync({ action: 'announcement', text: 'hi' })).toBe(false);
});

it('[MSG-20] passes over what it does not know', () => {
  for (const text of ['', 'null', '[]', '{"action":7}', '{"action":"toString"}', '{"action":"confetti"}']) {
    expect(readServerMessage(text)).toBeNull();
  }
  expect(readServerMessage('{"action":"you","info":{"id":"c1"}}')).toEqual({
    action: 'you',
    info: { id: 'c1' },
  });
});
