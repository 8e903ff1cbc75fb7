import type { ServerWebSocket } from 'bun';
import { SeedMonolith, type ReceivedFrame } from '../../src/fakes/seed-monolith.ts';
import { TEST_KEYS } from '../../src/test-keys.ts';
import { paced, type Pace } from '../pace.ts';
import { serveCommands } from '../../src/measuring/worker.ts';
import { answerHttp } from './http-bodies.ts';

/** The Monolith at the other end: answers Joins and pings, counts what is said, and says what it is told to. */
class BenchMonolith extends SeedMonolith {
  messages = 0;
  left = 0;

  constructor() {
    super({
      token: TEST_KEYS.link,
      init: { id: crypto.randomUUID(), region: 'unknown', version: 1, nonce: 'n' },
    });
    this.read = answerHttp;
  }

  protected override heard({ json }: ReceivedFrame, from: ServerWebSocket): void {
    const { room, id, message } = json;
    if (message === undefined) return;
    const type = (message['request'] as { type?: number } | undefined)?.type;
    if (message['action'] === 'ping')
      from.send(`{"room":"${room}","id":"${id}","message":${JSON.stringify(message)}}`);
    else if (type === 0) from.send(`{"room":"${room}","id":"${id}","message":{"action":"welcome"}}`);
    else if (type === 1) this.left++;
    else this.messages++;
  }
}

const monolith = new BenchMonolith();
const commands = {
  ports: () => ({ link: monolith.address.port, http: monolith.httpPort }),
  links: () => monolith.connections,
  /** Messages of clients that have come so far. */
  messages: () => monolith.messages,
  leaves: () => monolith.left,
  /** Says something to everyone in a room, each time `burst` messages; gives how many messages. */
  async broadcast({ room, text, burst, ...pace }: Pace & { room: string; text: string; burst: number }) {
    const frame = `{"room":"${room}","message":${text}}`;
    const times = await paced(pace, () => {
      for (let count = 0; count < burst; count++) monolith.send(frame);
    });
    return times * burst;
  },
  /** Reports so many rooms, in frames of 4,000. */
  gossip({ rooms, prefix }: { rooms: number; prefix: string }) {
    const perPart = 4000;
    const parts = Math.max(1, Math.ceil(rooms / perPart));
    for (let part = 0; part < parts; part++) {
      const listed = Array.from({ length: Math.min(perPart, rooms - part * perPart) }, (_, n) => ({
        room: `${prefix}-${part * perPart + n}`,
        epoch: 1_763_841_600,
      }));
      monolith.send(JSON.stringify({ action: 'gossip', rooms: listed, part: part + 1, parts }));
    }
  },
};

export type MonolithCommands = typeof commands;

serveCommands(commands);
