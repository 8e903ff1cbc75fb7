import { RequestType } from '@usher/protocol';
import type { LinkPeers, SeatedClient } from './link-peers.ts';

/** A room of the load, and who is in it. */
export interface LoadedRoom {
  readonly clients: readonly SeatedClient[];
  turn: number;
}

type Action = (peers: LinkPeers, room: LoadedRoom, media: string) => void;

const VIDEOS = 20;

/** What people do, and how often in each room of five, per minute. Clients ask for the time once a second. */
const MIX: readonly { readonly perMinute: number; readonly act: Action }[] = [
  { perMinute: 5 * 60, act: (to, room) => to.say(next(room), `{"action":"clock","t0":${room.turn}}`) },
  { perMinute: 5 * 3, act: (to, room) => to.say(next(room), statusOf(room)) },
  { perMinute: 6, act: (to, room) => to.request(next(room), { type: RequestType.Chat, text: CHAT }) },
  {
    perMinute: 3,
    act: (to, room) => to.request(next(room), { type: RequestType.Playback, state: room.turn % 2 === 0 }),
  },
  {
    perMinute: 3,
    act: (to, room) => to.request(next(room), { type: RequestType.Seek, value: room.turn % 1000 }),
  },
  {
    perMinute: 1,
    act: (to, room, media) => to.request(next(room), { type: RequestType.Add, video: videoOf(room, media) }),
  },
  {
    perMinute: 1,
    act: (to, room, media) =>
      to.request(next(room), { type: RequestType.Remove, video: videoOf(room, media) }),
  },
  {
    perMinute: 1,
    act: (to, room) => {
      const client = next(room);
      to.request(client, { type: RequestType.Leave });
      to.request(client, { type: RequestType.Join });
    },
  },
];

const CHAT = 'Did you see that? Go back ten seconds, please.';

/** Does what is due of all actions when `rooms` have had `ms` more, evenly over rooms and time. */
export class Mix {
  readonly #due = MIX.map(() => 0);
  readonly #nextRoom = MIX.map(() => 0);

  play(peers: LinkPeers, rooms: readonly LoadedRoom[], media: string, ms: number): void {
    for (const [index, { perMinute, act }] of MIX.entries()) {
      let due = (this.#due[index] ?? 0) + (perMinute * rooms.length * ms) / 60_000;
      for (; due >= 1; due--) {
        const at = this.#nextRoom[index] ?? 0;
        const room = rooms[at];
        this.#nextRoom[index] = (at + 1) % rooms.length;
        if (room !== undefined) act(peers, room, media);
      }
      this.#due[index] = due;
    }
  }
}

/** Every client in its turn. */
function next(room: LoadedRoom): SeatedClient {
  const client = room.clients[room.turn++ % room.clients.length];
  if (client === undefined) throw new Error('an empty room');
  return client;
}

const statusOf = ({ turn }: LoadedRoom) =>
  `{"action":"status","status":"${turn % 2 ? 'ready' : 'buffering'}"}`;

/** Not those that the rooms have from the beginning. */
const videoOf = ({ turn }: LoadedRoom, media: string) => ({
  service: 'hls',
  id: `${media}/${3 + (turn % VIDEOS)}.m3u8`,
});
