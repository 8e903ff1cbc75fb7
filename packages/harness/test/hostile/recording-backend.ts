import type { Socket } from 'node:net';
import { RawBackend } from './raw-backend.ts';

/** A request as a server reads it that takes every byte at its word. */
export interface Recorded {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** It notes the bytes of each request, and sees when there are more of them, or fewer, than were meant. */
export class RecordingBackend extends RawBackend {
  readonly requests: Recorded[] = [];
  /** Bytes that belong to no whole request. */
  readonly leftOver = new Map<Socket, string>();

  static async start(): Promise<RecordingBackend> {
    const backend = new RecordingBackend();
    await backend.listen();
    return backend;
  }

  protected override received(socket: Socket, text: string): void {
    let rest = (this.leftOver.get(socket) ?? '') + text;
    for (let read = readRequest(rest); read !== null; read = readRequest(rest)) {
      this.requests.push(read.request);
      rest = rest.slice(read.length);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    }
    this.leftOver.set(socket, rest);
  }

  protected override left(socket: Socket): void {
    this.leftOver.delete(socket);
  }
}

/** The first request of `text`, and how much of it that is; `null` until it is whole. */
function readRequest(text: string): { request: Recorded; length: number } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...headers] = text.slice(0, end).split('\r\n');
  const start = end + 4;
  const body = headers.some((header) => /^transfer-encoding:/i.test(header))
    ? readChunks(text.slice(start))
    : readLength(text.slice(start), headers);
  return body && { request: { line, headers, body: body.text }, length: start + body.length };
}

interface Body {
  readonly text: string;
  readonly length: number;
}

function readLength(text: string, headers: readonly string[]): Body | null {
  const header = headers.find((each) => /^content-length:/i.test(each));
  const length = Number(header?.split(':')[1] ?? 0);
  return text.length < length ? null : { text: text.slice(0, length), length };
}

function readChunks(text: string): Body | null {
  let body = '';
  for (let at = 0; ;) {
    const lineEnd = text.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(text.slice(at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (text.length < end + 2) return null;
    if (size === 0) return { text: body, length: end + 2 };
    body += text.slice(lineEnd + 2, end);
    at = end + 2;
  }
}
