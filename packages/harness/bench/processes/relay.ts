import type { Server, ServerWebSocket } from 'bun';
import { serveCommands } from '../../src/measuring/worker.ts';

/**
 * What a Balancer is measured against, as little as it can be: `bare` receives, splices and sends, or publishes; `naive` parses and
 * stringifies every message, and sends a broadcast to one client after the other. Neither checks, counts or limits anything. Rooms are spread
 * evenly over the links.
 */
const [style = 'bare', ...linkPorts] = process.argv.slice(2);

interface Data {
  readonly room: string;
  readonly link: WebSocket;
  prefix: string;
}
type Client = ServerWebSocket<Data>;

const rooms = new Map<string, Set<Client>>();
const links = linkPorts.map((port) => new WebSocket(`ws://127.0.0.1:${port}/`));
let ids = 0;

const fromClient = {
  bare: (ws: Client, text: string) => ws.data.link.send(`${ws.data.prefix}${text}}`),
  naive: (ws: Client, text: string) =>
    ws.data.link.send(
      JSON.stringify({
        ...(JSON.parse(ws.data.prefix + 'null}') as object),
        message: JSON.parse(text) as object,
      }),
    ),
}[style];

const fromLink = {
  /** The envelope's beginning is as long as the room's name says. */
  bare(text: string) {
    const room = text.slice(9, text.indexOf('"', 9));
    server.publish(room, text.slice(21 + room.length, -1));
  },
  naive(text: string) {
    const { room, message } = JSON.parse(text) as { room?: string; message?: object };
    const encoded = JSON.stringify(message);
    for (const ws of rooms.get(room ?? '') ?? []) ws.send(encoded);
  },
}[style];

const server: Server<Data> = Bun.serve<Data>({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request, self) {
    const room = new URL(request.url).pathname.split('/').at(-1) ?? '';
    return self.upgrade(request, { data: { room, link: linkOf(room), prefix: '' } })
      ? undefined
      : new Response(null, { status: 426 });
  },
  websocket: {
    data: {} as Data,
    idleTimeout: 0,
    sendPings: false,
    perMessageDeflate: false,
    message(ws, text) {
      if (ws.data.prefix === '') join(ws);
      else fromClient?.(ws, text as string);
    },
  },
});

for (const link of links)
  link.addEventListener('message', ({ data }) => {
    if (String(data).startsWith('{"room"')) fromLink?.(String(data));
  });

function linkOf(room: string): WebSocket {
  const number = Number(room.split('-').at(-1));
  const link = links[number % links.length];
  if (link === undefined) throw new Error(`no link for the room ${room}`);
  return link;
}

function join(ws: Client): void {
  const { room, link } = ws.data;
  ws.data.prefix = `{"token":"a-token-of-some-length-as-they-are-in-real-life","room":"${room}","id":"${crypto.randomUUID()}${ids++ % 10}","message":`;
  ws.subscribe(room);
  let members = rooms.get(room);
  if (members === undefined) {
    rooms.set(room, (members = new Set()));
    link.send(`{"room":"${room}"}`); // so that the other end knows where to say something to it
  }
  members.add(ws);
  ws.send('{"action":"welcome"}');
}

const commands = { port: () => server.port ?? 0 };

export type RelayCommands = typeof commands;

serveCommands(commands);
