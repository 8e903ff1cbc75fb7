import { createHash } from 'node:crypto';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The `Sec-WebSocket-Accept` that RFC 6455 wants as the answer to an upgrade request. */
export function websocketProof(request: string): string {
  const key = /sec-websocket-key: *(\S+)/i.exec(request)?.[1] ?? '';
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}
