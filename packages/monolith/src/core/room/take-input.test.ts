import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { guest, video, withQueue } from './testing/test-room.ts';

const { Add, Remove } = RequestType;

describe('a request over HTTP', () => {
  it('[API-20] is answered, and an event has its user', () => {
    const room = withQueue();
    room.call(guest('a'), { type: Remove, video: video('v1') });
    expect(room.effects).toContainEqual({ kind: 'answer', call: 7, error: null });
    expect(room.heard('b').at(-1)).toMatchObject({ action: 'event', user: { id: 'a' } });
    room.call(guest('stranger'), { type: Remove, video: video('v2') });
    expect(room.heard('b').at(-1)).toMatchObject({ action: 'event', user: { id: '', name: 'stranger' } });
  });

  it('[API-20] is answered when its metadata has come', () => {
    const room = withQueue();
    room.call(guest('a'), { type: Add, video: video('v9') });
    expect(room.effects.map(({ kind }) => kind)).toEqual(['resolve']);
    room.resolve();
    expect(room.effects).toContainEqual({ kind: 'answer', call: 7, error: null });
  });

  it('[API-20] is answered with what went wrong, and the caller hears no error message', () => {
    const room = withQueue();
    room.call(guest('stranger'), { type: RequestType.Vote, video: video('v1'), add: true });
    expect(room.effects).toMatchObject([
      { kind: 'answer', error: { code: 'ClientNotFoundInRoomException' } },
    ]);
    room.call(guest('a'), { type: Remove, video: video('x') });
    expect(room.effects).toMatchObject([{ kind: 'answer', error: { code: 'VideoNotFoundException' } }]);
    expect(room.errorOf('a')).toBeUndefined();
  });
});
