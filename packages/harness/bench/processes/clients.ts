import { percentile, until } from '@usher/kit/testing';
import { paced, type Pace } from '../pace.ts';
import { serveCommands } from '../../src/measuring/worker.ts';
import { OpenQuestions } from './open-questions.ts';
import { frameBytes, RawClient, textFrame, type RawClientSocket } from './raw-client.ts';

/** Many clients of one server: `worker.ts` tells them what to do. */
const AUTH = textFrame('{"action":"auth","token":"a-token-of-some-length-as-they-are-in-real-life"}');
const AT_ONCE = 64;

const sockets: RawClientSocket[] = [];
let answerTimes: number[] = [];

const commands = {
  /** Opens clients, so many to a room, and waits until all have joined; gives the milliseconds that it took. */
  async open({
    port,
    clients,
    perRoom,
    room,
  }: {
    port: number;
    clients: number;
    perRoom: number;
    room: string;
  }) {
    const startedAt = performance.now();
    let next = 0;
    const openOneAfterAnother = async () => {
      while (next < clients) await open(port, `/api/room/${room}-${Math.floor(next++ / perRoom)}`);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openOneAfterAnother));
    return performance.now() - startedAt;
  },

  /** Closes all of them. */
  async close() {
    for (const socket of sockets.splice(0)) socket.terminate();
  },

  /** The clients in turn send messages, each time `burst` in one write; gives how many messages. */
  async send({ burst, text, ...pace }: Pace & { burst: number; text: string }) {
    const bytes = Buffer.concat(Array.from({ length: burst }, () => textFrame(text)));
    const sent = await paced(pace, (index) => sockets[index % sockets.length]?.write(bytes));
    return sent * burst;
  },

  /** The clients in turn ask and are answered; gives how long answers took, in milliseconds since they were due to be asked for. */
  async ask({ text, ...pace }: Pace & { text: string }) {
    const bytes = textFrame(text);
    answerTimes = [];
    for (const { data } of sockets) data.questions = new OpenQuestions(frameBytes(text));
    const asked = await paced(pace, (index, dueAt) => {
      const socket = sockets[index % sockets.length];
      socket?.data.questions?.ask(dueAt);
      socket?.write(bytes);
    });
    await until('all are answered', () => answerTimes.length >= asked);
    for (const { data } of sockets) data.questions = null;
    return { p50: percentile(answerTimes, 0.5), p99: percentile(answerTimes, 0.99) };
  },

  /** Bytes of frames that all have received since they joined. */
  received: () => sockets.reduce((sum, { data }) => sum + data.receivedBytes, 0),
};

export type ClientCommands = typeof commands;

serveCommands(commands);

async function open(port: number, path: string): Promise<void> {
  const client = new RawClient();
  const socket = await Bun.connect<RawClient>({
    hostname: '127.0.0.1',
    port,
    data: client,
    socket: {
      open: (opened) => void opened.write(RawClient.handshake(path)),
      data: (from, bytes) => received(from, bytes),
      close: () => client.ended('closed'),
    },
  });
  sockets.push(socket);
  await client.joined;
}

function received(socket: RawClientSocket, bytes: Buffer): void {
  const { data } = socket;
  data.received(socket, bytes, AUTH);
  if (data.questions !== null) answerTimes.push(...data.questions.receive(bytes.length, performance.now()));
}
