import { afterEach, describe, expect, it } from 'bun:test';
import { RequestType, type VideoSegment } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { TestRoom } from '../core/room/testing/test-room.ts';
import { enter, LOUNGE, startTestMonolith, temporaryDirectory } from '../testing/test-monolith.ts';
import { writeRoom } from './stored-room.ts';

const SPONSOR: VideoSegment = { category: 'sponsor', startTime: 10, endTime: 20 };

/** How a room was left whose current item is a video of YouTube. */
function watching(): string {
  const room = new TestRoom();
  room.join('a');
  room.request('a', { type: RequestType.Add, video: { service: 'youtube', id: 'v1' } });
  room.resolve();
  room.leave('a');
  return writeRoom(room.room);
}

describe('segments of videos', () => {
  const directory = temporaryDirectory();
  afterEach(() => directory.remove());

  /** A Monolith that has asked for the segments of the lounge's video; `found` brings them. */
  async function asking() {
    const asked: string[] = [];
    const found = Promise.withResolvers<VideoSegment[]>();
    const segmentsOf = (videoId: string): Promise<VideoSegment[]> => {
      asked.push(videoId);
      return found.promise;
    };
    const monolith = await startTestMonolith(directory.path, { segments: { segmentsOf } });
    await monolith.store.create(LOUNGE, watching(), null);
    await enter(monolith);
    await until('it is asked for them', () => asked.length > 0);
    expect(asked).toEqual(['v1']);
    return { monolith, found };
  }

  it('[MSG-20] are looked up for the room, which goes on meanwhile and then shows them', async () => {
    const { monolith, found } = await asking();
    try {
      found.resolve([SPONSOR]);
      const shown = () =>
        monolith.entrance.heard.flatMap(({ to, message }) =>
          to === LOUNGE && 'videoSegments' in message ? [message['videoSegments']] : [],
        );
      await until('they are shown', () => shown().length > 0);
      expect(shown()).toEqual([[SPONSOR]]);
    } finally {
      await monolith.close();
    }
  });

  it('[LNK-37] that come after the room has moved away disturb nobody', async () => {
    const { monolith, found } = await asking();
    await monolith.close();
    const { length } = monolith.entrance.heard;
    found.resolve([SPONSOR]);
    await found.promise;
    expect(monolith.entrance.heard).toHaveLength(length);
  });
});
