import { describe, expect, it } from 'bun:test';
import { clientId, RequestType } from '@usher/protocol';
import { type TestRoom, withQueue } from '../testing/test-room.ts';

const { Skip } = RequestType;

/** Five clients who vote to skip. */
function voting(): TestRoom {
  const room = withQueue();
  for (const id of ['c', 'd', 'e']) room.join(id);
  room.request('a', { type: RequestType.ApplySettings, settings: { enableVoteSkip: true } });
  return room;
}

describe('vote to skip', () => {
  it('[ROM-23] skips with half of those who may', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.request('b', { type: Skip });
    expect(room.state.votesToSkip).toEqual(['a', 'b']);
    expect(room.current?.id).toBe('v0');
    room.request('c', { type: Skip });
    expect(room.current?.id).toBe('v1');
    expect(room.state.votesToSkip).toEqual([]);
    expect(room.heard('e').at(-1)).toMatchObject({
      action: 'event',
      request: { type: Skip },
      user: { id: 'c' },
    });
  });

  it('[MSG-3] a second vote takes the first back', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.request('a', { type: Skip });
    expect(room.state.votesToSkip).toEqual([]);
  });

  it('[ROM-23] is counted again when someone leaves', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.request('b', { type: Skip });
    room.leave('e');
    expect(room.current?.id).toBe('v1');
    expect(room.heard('c').map(({ action }) => action)).toContain('eventcustom');
  });

  it('[ROM-23] a vote of who leaves does not count', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.leave('a');
    expect(room.state.votesToSkip).toEqual([]);
  });

  it('[LNK-41] does not pass by one vote while everyone comes back after a move', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.move();
    room.join('a', { resume: true });
    expect(room.room.has(clientId('e'))).toBe(true);
    expect(room.current?.id).toBe('v0');
  });

  it('[ROM-23] switched off forgets its votes', () => {
    const room = voting();
    room.request('a', { type: Skip });
    room.request('a', { type: RequestType.ApplySettings, settings: { enableVoteSkip: false } });
    expect(room.state.votesToSkip).toEqual([]);
  });
});
