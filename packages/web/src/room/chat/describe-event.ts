import { RequestType, type EventMessage } from '@usher/protocol';
import type { WordKey } from '../../i18n/catalogues.ts';
import { clockTime, titleOf } from '../../video.ts';

/** A key of the catalogue with what is to be inserted. */
export interface Sentence {
  readonly key: WordKey<'room'>;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What somebody did, as a sentence for the chat; `null` for what is not worth one (WEB-15). */
export function describeEvent({ request, user, additional }: EventMessage): Sentence | null {
  const { name } = user;
  const title = additional.video === undefined ? null : titleOf(additional.video);
  switch (request.type) {
    case RequestType.Playback:
      return { key: request.state ? 'eventPlay' : 'eventPause', values: { name } };
    case RequestType.Skip:
      return title === null
        ? { key: 'eventSkip', values: { name } }
        : { key: 'eventSkipTitle', values: { name, title } };
    case RequestType.Seek:
      return { key: 'eventSeek', values: { name, time: clockTime(request.value) } };
    case RequestType.Add:
      return title === null
        ? { key: 'eventAddMany', values: { name, count: additional.videos?.length ?? 0 } }
        : { key: 'eventAdd', values: { name, title } };
    case RequestType.Remove:
      return title === null
        ? { key: 'eventRemove', values: { name } }
        : { key: 'eventRemoveTitle', values: { name, title } };
    case RequestType.PlaybackSpeed:
      return { key: 'eventSpeed', values: { name, speed: request.speed } };
    default:
      return null;
  }
}
