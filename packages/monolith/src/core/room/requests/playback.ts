import { videoNotFound } from '../errors.ts';
import { endOf, idOf } from '../item.ts';
import { positionOf } from '../messages.ts';
import { changeSpeed, pause, play, seek as seekTo } from '../playback.ts';
import { endWaiting } from '../waiting.ts';
import type { Handler } from './handler.ts';

/** MSG-2. To play what plays is nothing: a second start would hold everyone up. To play what waits is not to wait (WEB-6). */
export const playback: Handler<'Playback'> = (turn, by, request) => {
  const { room, now } = turn;
  const hasWaited = endWaiting(turn, request.state);
  if (!hasWaited && request.state === room.playback.isPlaying) return 'done';
  room.playback = request.state ? play(room.playback, now) : pause(room.playback, now);
  turn.event(by, request);
  turn.changed('isPlaying', 'playbackPosition');
  return 'done';
};

/** MSG-4 */
export const seek: Handler<'Seek'> = (turn, by, request) => {
  const { room, now } = turn;
  if (room.current === null) return videoNotFound('Nothing is playing');
  const prevPosition = positionOf(room, now);
  const position = Math.min(Math.max(0, request.value), endOf(room.current) ?? Infinity);
  room.playback = seekTo(room.playback, position, now);
  room.segments = { ...room.segments, soughtTo: position };
  turn.changed('playbackPosition');
  const inverse = { kind: 'seek', video: idOf(room.current), position: prevPosition } as const;
  turn.undoableEvent(by, request, { prevPosition }, inverse);
  return 'done';
};

/** MSG-16 */
export const playbackSpeed: Handler<'PlaybackSpeed'> = (turn, _by, { speed }) => {
  const { room, now } = turn;
  if (speed === room.playback.speed) return 'done';
  room.playback = changeSpeed(room.playback, speed, now);
  turn.changed('playbackSpeed', 'playbackPosition');
  return 'done';
};
