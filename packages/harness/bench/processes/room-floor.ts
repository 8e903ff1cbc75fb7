import type { ServerWebSocket } from 'bun';
import { RequestType } from '@usher/protocol';
import { serveCommands } from '../../src/measuring/worker.ts';

/** What a Monolith is measured against: reads the same frames and answers whom it must, but checks nothing, and knows only which links have people of a room. */
interface Envelope {
  readonly room?: string;
  readonly id?: string;
  readonly message?: {
    readonly action: string;
    readonly t0?: number;
    readonly request?: { readonly type: number; readonly text?: string };
  };
}

type Link = ServerWebSocket;

const linksOfRoom = new Map<string, Set<Link>>();

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request, self) => (self.upgrade(request) ? undefined : new Response(null, { status: 426 })),
  websocket: {
    idleTimeout: 0,
    perMessageDeflate: false,
    open: (ws) => void ws.send('{"action":"init"}'),
    message: (ws, text) => answer(ws, JSON.parse(String(text)) as Envelope),
  },
});

function answer(ws: Link, { room = '', id, message }: Envelope): void {
  if (message === undefined) return;
  const { action, t0, request } = message;
  const now = Date.now();
  const tell = (envelope: object) => void ws.send(JSON.stringify({ room, ...envelope }));
  const tellAll = (envelope: object) => {
    const text = JSON.stringify({ room, ...envelope });
    for (const link of linksTo(room)) link.send(text);
  };
  if (action === 'clock') tell({ id, message: { action, t0, t1: now, t2: now } });
  else if (request?.type === RequestType.Join) {
    linksTo(room).add(ws);
    tell({ id, message: { action: 'you', info: { id } } });
  } else if (request?.type === RequestType.Chat)
    tellAll({ message: { action: 'chat', from: { id }, text: request.text } });
  else tellAll({ message: { action: 'event', request, user: { id } } });
}

function linksTo(room: string): Set<Link> {
  let links = linksOfRoom.get(room);
  if (links === undefined) linksOfRoom.set(room, (links = new Set()));
  return links;
}

const commands = { port: () => server.port ?? 0 };

export type RoomFloorCommands = typeof commands;

serveCommands(commands);
