import { createServer, type Socket } from 'node:net';
import { serveCommands } from '../../src/measuring/worker.ts';

/**
 * A room server that reads small uploads at once and large ones slowly, as one does that writes them to a slow disk:
 * `bun slow-reader.ts <largest small upload> <bytes per second>`. On a plain socket, because Bun's own server reads a body whether or not
 * it is asked for.
 */
const [smallMax, bytesPerSecond] = process.argv.slice(2).map(Number) as [number, number];

const server = createServer((socket) => {
  const request = { head: '', bytes: 0, length: NaN, startedAt: performance.now() };
  socket.on('data', (data: Buffer) => read(socket, request, data));
  socket.on('error', () => socket.destroy());
});

let readBytes = 0;

interface Upload {
  head: string;
  bytes: number;
  length: number;
  startedAt: number;
}

function read(socket: Socket, upload: Upload, data: Buffer): void {
  if (Number.isNaN(upload.length)) {
    upload.head += data.toString('latin1');
    const end = upload.head.indexOf('\r\n\r\n');
    if (end < 0) return;
    upload.length = Number(/^content-length: *(\d+)/im.exec(upload.head)?.[1] ?? 0);
    upload.bytes = upload.head.length - end - 4;
    upload.startedAt = performance.now();
  } else upload.bytes += data.length;
  const { bytes, length, startedAt } = upload;
  if (length > smallMax)
    return slowly(socket, data, (bytes * 1000) / bytesPerSecond - (performance.now() - startedAt));
  if (bytes < length) return;
  const body = JSON.stringify({ bytes });
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  Object.assign(upload, { head: '', length: NaN });
}

function slowly(socket: Socket, { length }: Buffer, aheadMs: number): void {
  readBytes += length;
  if (aheadMs < 1) return;
  socket.pause();
  setTimeout(() => socket.resume(), aheadMs);
}

const { promise: listening, resolve } = Promise.withResolvers<number>();
server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));

const commands = {
  port: () => listening,
  /** Bytes of large uploads that it has read so far. */
  readBytes: () => readBytes,
};

export type SlowReaderCommands = typeof commands;

serveCommands(commands);
