import { plainAddress } from '@usher/client-gate';
import { MonolithLink, type LinkEvents, type MonolithLinkOptions } from '@usher/monolith-link';
import type { Rooms } from '../rooms/rooms.ts';
import type { Visits } from '../rooms/visits.ts';

/** The entrance for clients behind Balancers: what these report goes to the rooms. */
export function openLink(
  options: Omit<MonolithLinkOptions, 'events'> & { rooms: Rooms; visits: Visits },
): MonolithLink {
  const { rooms, visits, ...rest } = options;
  const events: LinkEvents = {
    joined(client, { resume, ip }) {
      const guest = { ...client, entrance: link };
      visits.joined(ip === null ? guest : { ...guest, address: plainAddress(ip) }, resume);
    },
    said: (client, message) => visits.said(client.id, message),
    left: (client) => visits.left(client.id),
    suspended: (client, forMs) => visits.suspended(client.id, forMs),
    load(room) {
      rooms
        .open(room)
        .catch((error: unknown) => rest.log.error({ err: error, room }, 'a room was not loaded'));
    },
    unload: (room, epoch, reason, to) => rooms.unload(room, epoch, reason, to),
    rooms: () => rooms.loaded(),
  };
  const link: MonolithLink = new MonolithLink({ ...rest, events });
  return link;
}
