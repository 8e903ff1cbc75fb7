import type { ServerWebSocket } from 'bun';
import { RequestType } from '@usher/protocol';
import { serveCommands } from '../../src/measuring/worker.ts';

/** What a Monolith is measured against: reads the same frames and answers whom it must, but knows, checks and keeps nothing. */
interface Envelope {
  readonly room?: string;
  readonly id?: string;
  readonly message?: {
    readonly action: string;
    readonly t0?: number;
    readonly request?: { readonly type: number; readonly text?: string };
  };
}

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

function answer(ws: ServerWebSocket, { room, id, message }: Envelope): void {
  if (message === undefined) return;
  const { action, t0, request } = message;
  const now = Date.now();
  const tell = (envelope: object) => void ws.send(JSON.stringify({ room, ...envelope }));
  if (action === 'clock') tell({ id, message: { action, t0, t1: now, t2: now } });
  else if (request?.type === RequestType.Join) tell({ id, message: { action: 'you', info: { id } } });
  else if (request?.type === RequestType.Chat)
    tell({ message: { action: 'chat', from: { id }, text: request.text } });
  else tell({ message: { action: 'event', request, user: { id } } });
}

const commands = { port: () => server.port ?? 0 };

export type RoomFloorCommands = typeof commands;

serveCommands(commands);
