import type { FollowedEvent } from '@usher/protocol/operators';

/** What a Balancer tells of its clients, rooms and links, as `/events?state` does. */
export type MapEvent = FollowedEvent;

/** Reads one event of the stream; `null` for kinds that a newer Balancer may have. */
export function readMapEvent(text: string): MapEvent | null {
  try {
    const event = JSON.parse(text) as MapEvent;
    return Object.hasOwn(KINDS, event.kind) ? event : null;
  } catch {
    return null;
  }
}

const KINDS: Readonly<Record<MapEvent['kind'], true>> = {
  state: true,
  figures: true,
  enter: true,
  join: true,
  leave: true,
  serve: true,
  wait: true,
  exit: true,
  close: true,
  place: true,
  displace: true,
  load: true,
  unload: true,
  move: true,
  takeover: true,
  'link-up': true,
  'link-down': true,
  'monolith-drain': true,
  'monolith-open': true,
  drain: true,
};
