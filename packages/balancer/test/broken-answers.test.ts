import { describe, expect, it } from 'bun:test';
import { createServer } from 'node:net';
import { SeedMonolith } from '@usher/harness/fakes';
import { readyBalancerFor, SECRET } from './start.ts';

/** A web server that says this to whoever comes, and no more. */
async function startHalfServer(says: string) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(says));
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, [Symbol.dispose]: () => void server.close() };
}

const HEAD = 'HTTP/1.1 200 OK\r\n';

/** The status, or that the connection has ended before all was said. */
async function outcomeOf(url: string): Promise<number | 'broken off'> {
  try {
    const response = await fetch(url);
    const text = await response.text();
    if (response.status === 502)
      expect(JSON.parse(text)).toMatchObject({ success: false, error: { name: 'BadGateway' } });
    return response.status;
  } catch {
    return 'broken off';
  }
}

describe('answers of Monoliths that break off', () => {
  it.each([
    ['before their body', `${HEAD}Content-Length: 50\r\n\r\n`],
    ['within their body', `${HEAD}Content-Length: 50\r\n\r\nhello`],
    ['before their chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`],
    ['with a chunk that is none', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ])(
    '[BAL-22] [HOS-2] %s are no mistake of the Balancer: 502, unless something of them was sent',
    async (_what, says) => {
      using server = await startHalfServer(says);
      await using monolith = new SeedMonolith({ token: SECRET, init: { port: server.port } });
      await using balancer = await readyBalancerFor([monolith.address]);
      for (let n = 0; n < 20; n++) {
        const outcome = await outcomeOf(`http://127.0.0.1:${balancer.port}/page`);
        expect(outcome === 'broken off' ? 502 : outcome).toBe(502);
      }
    },
  );
});
