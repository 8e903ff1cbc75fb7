import { paced } from '../pace.ts';
import type { Broadcast } from '../stand.ts';
import { serveCommands } from '../../src/measuring/worker.ts';
import { answerHttp } from './http-bodies.ts';

/** A server that has clients' sockets itself, behind nginx or directly: counts what is said, answers pings, and broadcasts. */
interface Data {
  readonly room: string;
  isJoined: boolean;
}
let messages = 0;

const server = Bun.serve<Data>({
  hostname: '127.0.0.1',
  port: 0,
  maxRequestBodySize: Number.MAX_SAFE_INTEGER,
  fetch(request, self) {
    const room = new URL(request.url).pathname.split('/').at(-1) ?? '';
    if (!request.headers.has('upgrade')) return answerHttp(request);
    return self.upgrade(request, { data: { room, isJoined: false } })
      ? undefined
      : new Response(null, { status: 426 });
  },
  websocket: {
    data: {} as Data,
    idleTimeout: 0,
    sendPings: false,
    perMessageDeflate: false,
    message(ws, text) {
      if (!ws.data.isJoined) {
        ws.data.isJoined = true;
        ws.subscribe(ws.data.room);
        ws.send('{"action":"welcome"}');
      } else if ((text as string).startsWith('{"action":"ping"')) ws.send(text);
      else messages++;
    },
  },
});

const commands = {
  port: () => server.port ?? 0,
  messages: () => messages,
  async broadcast({ rooms, text, burst, ...pace }: Broadcast) {
    const times = await paced(pace, (index) => {
      for (let count = 0; count < burst; count++) server.publish(`r-${index % rooms}`, text);
    });
    return times * burst;
  },
};

export type BackendCommands = typeof commands;

serveCommands(commands);
