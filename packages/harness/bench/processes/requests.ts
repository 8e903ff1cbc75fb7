import { connect, type Socket } from 'node:net';
import { paced, type Pace } from '../pace.ts';
import { serveCommands } from '../../src/measuring/worker.ts';

/** HTTP clients: `worker.ts` tells them what to do. */
const CHUNK = Buffer.alloc(256 * 1024, 120);
const HEAD = 'HTTP/1.1 200';

const commands = {
  /** Small requests over connections that are kept; gives how many were answered. */
  async get({ url, ...pace }: Pace & { url: string }) {
    const answers: Promise<number>[] = [];
    await paced(pace, () => void answers.push(fetchOnce(url)));
    const lengths = await Promise.all(answers);
    if (lengths.some((length) => length !== 1024)) throw new Error('a response was not what it should be');
    return lengths.length;
  },

  /** Downloads so many bytes and gives how many came; a slow reader reads at most so many bytes in a second, and leaves after `stopAfterBytes`. */
  async download({
    port,
    bytes,
    bytesPerSecond = Infinity,
    stopAfterBytes = bytes,
  }: {
    port: number;
    bytes: number;
    bytesPerSecond?: number;
    stopAfterBytes?: number;
  }) {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /bytes?bytes=${bytes} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    return await readAll(socket, bytesPerSecond, stopAfterBytes);
  },

  /** Uploads so many bytes; gives what the server says that it got. */
  async upload({ port, bytes }: { port: number; bytes: number }) {
    const socket = connect(port, '127.0.0.1');
    socket.write(postOf(bytes));
    const answer = readText(socket);
    for (let left = bytes; left > 0; left -= CHUNK.length) {
      const chunk = CHUNK.subarray(0, Math.min(left, CHUNK.length));
      if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve));
    }
    const [, got = '0'] = /"bytes":(\d+)/.exec(await answer) ?? [];
    return Number(got);
  },

  /** Uploads as much as is taken meanwhile, and leaves; gives how many bytes were taken. */
  async offer({ port, bytes, forMs }: { port: number; bytes: number; forMs: number }) {
    const socket = connect(port, '127.0.0.1');
    socket.write(postOf(bytes));
    const until = performance.now() + forMs;
    const over = Bun.sleep(forMs);
    let taken = 0;
    while (performance.now() < until && taken < bytes) {
      taken += CHUNK.length;
      if (!socket.write(CHUNK))
        await Promise.race([over, new Promise((resolve) => socket.once('drain', resolve))]);
    }
    await over;
    socket.destroy();
    return taken;
  },
};

export type RequestCommands = typeof commands;

serveCommands(commands);

const postOf = (bytes: number) =>
  `POST /bytes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${bytes}\r\n\r\n`;

async function fetchOnce(url: string): Promise<number> {
  return (await (await fetch(url)).arrayBuffer()).byteLength;
}

function readAll(socket: Socket, bytesPerSecond: number, stopAfterBytes: number): Promise<number> {
  const startedAt = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let [bytes, isHeadRead] = [0, false];
  socket.on('data', (data) => {
    bytes += data.length;
    if (!isHeadRead) {
      if (!data.toString('latin1').startsWith(HEAD)) reject(new Error(data.toString('latin1').slice(0, 200)));
      isHeadRead = true;
      bytes -= data.indexOf('\r\n\r\n') + 4;
    }
    if (bytes >= stopAfterBytes) return void socket.destroy();
    const aheadMs = (bytes * 1000) / bytesPerSecond - (performance.now() - startedAt);
    if (aheadMs < 1) return;
    socket.pause();
    setTimeout(() => socket.resume(), aheadMs);
  });
  socket.on('close', () => resolve(bytes));
  socket.on('error', reject);
  return promise;
}

function readText(socket: Socket): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  socket.on('data', (data) => (text += data.toString('latin1')));
  socket.on('close', () => resolve(text));
  socket.on('error', reject);
  return promise;
}
