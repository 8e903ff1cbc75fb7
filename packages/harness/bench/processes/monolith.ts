import type { ServerWebSocket } from 'bun';
import { SeedMonolith, type ReceivedFrame } from '../../src/fakes/seed-monolith.ts';
import { TEST_KEYS } from '../../src/test-keys.ts';
import { serveCommands } from '../../src/measuring/worker.ts';
import { paced } from '../pace.ts';
import type { Broadcast } from '../stand.ts';
import { gossipFrames } from './gossip-frames.ts';
import { answerHttp } from './http-bodies.ts';

/**
 * The Monoliths at the other end, so many in this one process: they answer Joins and pings, count what is said, and say what they are told
 * to: `bun monolith.ts [how many] [the port where others answer their HTTP requests]`.
 */
const [count = '1', httpPort] = process.argv.slice(2);

/** Where something is said to a room: the link that it was last named on. */
const linkOfRoom = new Map<string, ServerWebSocket>();
let messages = 0;
let left = 0;

class BenchMonolith extends SeedMonolith {
  constructor() {
    const elsewhere = httpPort === undefined ? {} : { port: Number(httpPort) };
    super({
      token: TEST_KEYS.link,
      init: { id: crypto.randomUUID(), region: 'unknown', version: 1, nonce: 'n', ...elsewhere },
    });
    this.read = answerHttp;
  }

  protected override heard({ json }: ReceivedFrame, from: ServerWebSocket): void {
    const { room, id, message } = json;
    if (room !== undefined) linkOfRoom.set(room, from);
    if (message === undefined) return;
    const type = (message['request'] as { type?: number } | undefined)?.type;
    if (message['action'] === 'ping')
      from.send(`{"room":"${room}","id":"${id}","message":${JSON.stringify(message)}}`);
    else if (type === 0) from.send(`{"room":"${room}","id":"${id}","message":{"action":"welcome"}}`);
    else if (type === 1) left++;
    else messages++;
  }
}

const monoliths = Array.from({ length: Number(count) }, () => new BenchMonolith());

const commands = {
  linkPorts: () => monoliths.map(({ address }) => address.port),
  links: () => monoliths.reduce((sum, { connections }) => sum + connections, 0),
  /** Messages of clients that have come so far. */
  messages: () => messages,
  leaves: () => left,
  /** Says something to everyone in rooms in turn, each time `burst` messages; gives how many messages. */
  async broadcast({ rooms, text, burst, ...pace }: Broadcast) {
    const times = await paced(pace, (index) => {
      const room = `r-${index % rooms}`;
      const frame = `{"room":"${room}","message":${text}}`;
      for (let sent = 0; sent < burst; sent++) linkOfRoom.get(room)?.send(frame);
    });
    return times * burst;
  },
  /** Each reports so many rooms. */
  gossip(wanted: { rooms: number; prefix: string }) {
    for (const frame of gossipFrames(wanted)) for (const monolith of monoliths) monolith.send(frame);
  },
};

export type MonolithCommands = typeof commands;

serveCommands(commands);
