import type { VideoAdd } from '@usher/protocol';

/** What is sent to add `item`, and kept in files: who it is and where it starts; all else servers find out (spec 2.4). */
export function videoAddOf({ service, id, startAt, endAt, subtitleUrl }: VideoAdd): VideoAdd {
  return {
    service,
    id,
    ...(startAt !== undefined && { startAt }),
    ...(endAt !== undefined && { endAt }),
    ...(subtitleUrl !== undefined && { subtitleUrl }),
  };
}
