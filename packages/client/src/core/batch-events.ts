import { RequestType, type EventMessage } from '@usher/protocol';

type Added = NonNullable<EventMessage['additional']['videos']>[number];

/** What two events of one person tell together: of many seeks the last, of many additions all (WEB-15). `null` when they are two things. */
export function batchEvents(before: EventMessage, after: EventMessage): EventMessage | null {
  if (before.user.id !== after.user.id || before.request.type !== after.request.type) return null;
  switch (after.request.type) {
    // Where somebody went before they went elsewhere interests nobody.
    case RequestType.Seek:
    case RequestType.PlaybackSpeed:
    case RequestType.Playback:
      return after;
    case RequestType.Add: {
      const added = [addedBy(before), addedBy(after)];
      return added.some(({ length }) => length === 0)
        ? null
        : { ...after, additional: { videos: added.flat() } };
    }
    default:
      return null;
  }
}

function addedBy({ additional: { video, videos } }: EventMessage): readonly Added[] {
  return videos ?? (video === undefined ? [] : [video]);
}
