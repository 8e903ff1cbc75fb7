import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import { serveCommands } from '../../src/measuring/worker.ts';
import { LinkPeers } from '../rooms/link-peers.ts';
import { Mix, type LoadedRoom } from '../rooms/mix.ts';

/** What rooms get to hear through their links. */
const TICK_MS = 10;
/** Joins that are not answered yet. */
const JOINING_MAX = 200;
const JOIN_WITHIN_MS = 60_000;

const mix = new Mix();
let peers: LinkPeers | null = null;
let rooms: LoadedRoom[] = [];
let media = '';
let welcomed = 0;
let frozen = 0;

/** @throws Error when the server had no time to renew its session (OWN-3) */
function checkServed(): true {
  if (frozen > 0) throw new Error(`${frozen} rooms were frozen: this machine is too busy to measure`);
  return true;
}

/** A busy server refuses Joins for a moment, and a Balancer tries again (LNK-38). */
function joinAgain(frame: string): void {
  const { id, retryMs } = JSON.parse(frame) as { id: string; retryMs: number };
  const client = rooms.flatMap(({ clients }) => clients).find((each) => each.id === id);
  if (client !== undefined) setTimeout(() => peers?.request(client, { type: RequestType.Join }), retryMs);
}

const commands = {
  /** Everyone joins; each room gets a queue and plays. */
  async join(wanted: {
    port: number;
    /** People of a room are at as many of these as there are people. */
    links: number;
    rooms: readonly string[];
    tokens: readonly string[];
    media: string;
  }): Promise<void> {
    ({ media } = wanted);
    const links = await LinkPeers.connect(wanted.port, wanted.links, (frame) => {
      if (frame.includes('"action":"you"')) welcomed++;
      else if (frame.startsWith('{"action":"refused"')) joinAgain(frame);
      else if (frame.startsWith('{"action":"unloaded"') && frame.includes('shutdown')) frozen++;
    });
    peers = links;
    rooms = wanted.rooms.map((room, number) => ({
      turn: number,
      clients: wanted.tokens.map((token, seat) => ({
        token,
        room,
        id: `c${number}-${seat}`,
        link: (number + seat) % wanted.links,
      })),
    }));
    let joined = 0;
    for (const client of rooms.flatMap(({ clients }) => clients)) {
      links.request(client, { type: RequestType.Join });
      joined++;
      if (joined - welcomed > JOINING_MAX)
        await until(
          'some are in',
          () => checkServed() && joined - welcomed <= JOINING_MAX / 2,
          JOIN_WITHIN_MS,
        );
    }
    await until('all are in', () => checkServed() && welcomed >= joined, JOIN_WITHIN_MS);
    const videos = [0, 1, 2].map((n) => ({ service: 'hls', id: `${media}/${n}.m3u8` }));
    for (const { clients } of rooms) {
      const [first] = clients;
      if (first === undefined) continue;
      links.request(first, { type: RequestType.Add, videos });
      links.request(first, { type: RequestType.Playback, state: true });
      await Bun.sleep(1);
    }
  },
  /** People do what people do; gives how many messages they have sent, and how many frames came back. */
  async live({ forMs }: { forMs: number }): Promise<{ sent: number; received: number }> {
    if (peers === null) throw new Error('nobody has joined');
    const { sent, received } = peers;
    const end = performance.now() + forMs;
    for (let last = performance.now(); last < end;) {
      await Bun.sleep(TICK_MS);
      const now = performance.now();
      mix.play(peers, rooms, media, now - last);
      last = now;
    }
    checkServed();
    return { sent: peers.sent - sent, received: peers.received - received };
  },
  leave(): void {
    for (const { clients } of rooms)
      for (const client of clients) peers?.request(client, { type: RequestType.Leave });
  },
};

export type RoomLoadCommands = typeof commands;

serveCommands(commands);
