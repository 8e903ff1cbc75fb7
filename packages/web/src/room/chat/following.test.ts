import { describe, expect, it } from 'bun:test';
import type { ChatLine } from '@usher/client';
import type { RoomUserInfo } from '@usher/protocol';
import { unseenSince } from './following.ts';

const user: RoomUserInfo = { id: 'a', name: 'Ann', isLoggedIn: false, status: 'none', role: 0 };
const chat = (id: number, isOwn = false): ChatLine => ({
  id,
  at: 0,
  kind: 'chat',
  message: { action: 'chat', from: user, text: 'hi' },
  isOwn,
});
const event = (id: number): ChatLine => ({
  id,
  at: 0,
  kind: 'event',
  message: { action: 'event', request: { type: 4, value: 3 }, user, additional: {} },
});

describe('[WEB-15] what somebody who has scrolled up has not seen', () => {
  it('is what was said, not what people did', () => {
    const lines = [chat(1), event(2), chat(3), event(4), chat(5), event(6)];
    expect(unseenSince(lines, 2)).toEqual({ messages: 2, hasOwn: false });
    expect(unseenSince(lines, 5)).toEqual({ messages: 0, hasOwn: false });
  });

  it('is over when they say something', () => {
    expect(unseenSince([chat(1, true), chat(2)], 1).hasOwn).toBe(false);
    expect(unseenSince([chat(1), chat(2, true)], 1).hasOwn).toBe(true);
  });
});
