import { RequestType, type EventMessage } from '@usher/protocol';
import { clockTime, titleOf } from '../video.ts';

/** What somebody did, as a line of the chat; `null` for what is not worth one. */
export function describeEvent({ request, user, additional }: EventMessage): string | null {
  const { name } = user;
  switch (request.type) {
    case RequestType.Join:
      return `${name} joined`;
    case RequestType.Leave:
      return `${name} left`;
    case RequestType.Playback:
      return request.state ? `${name} pressed play` : `${name} paused`;
    case RequestType.Skip:
      return additional.video ? `${name} skipped ${titleOf(additional.video)}` : `${name} skipped`;
    case RequestType.Seek:
      return `${name} went to ${clockTime(request.value)}`;
    case RequestType.Add:
      return describeAdded(name, additional);
    case RequestType.Remove:
      return additional.video ? `${name} removed ${titleOf(additional.video)}` : `${name} removed an item`;
    case RequestType.PlaybackSpeed:
      return `${name} set the speed to ${request.speed}`;
    default:
      return null;
  }
}

function describeAdded(name: string, { video, videos }: EventMessage['additional']): string {
  if (video !== undefined) return `${name} added ${titleOf(video)}`;
  return `${name} added ${videos?.length ?? 0} items`;
}
