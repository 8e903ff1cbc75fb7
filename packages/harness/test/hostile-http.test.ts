import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { gzipSync } from 'node:zlib';
import { until } from '@usher/kit/testing';
import { RawSocket } from '../src/fakes/index.ts';
import { TEST_KEYS } from '../src/index.ts';
import { startScene, type Scene } from './hostile/scene.ts';

const HOST = 'Host: localhost\r\n';
/** The runtime gives a request's head 10 s; it looks every 4 s. */
const CUT_OFF_MS = 20_000;
const MiB = 1024 * 1024;
/** A megabyte, as chunks have it. */
const CHUNK = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MiB, 'a'), Buffer.from('\r\n')]);

/** What no server should trip over: it is answered somehow, or its connection ends. */
const REQUESTS: readonly string[] = [
  'GET /x HTTP/1.1\r\nHost: [\r\n\r\n',
  'GET /api/room/foo HTTP/1.1\r\nHost: [::1\r\n\r\n',
  'GET /api/status HTTP/1.1\r\nHost: \r\n\r\n',
  'GET /api/status HTTP/1.0\r\n\r\n',
  `GET /api/status HTTP/1.1\r\n${HOST}${HOST}\r\n`,
  `CONNECT localhost:80 HTTP/1.1\r\n${HOST}\r\n`,
  `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`,
  `FOO / HTTP/1.1\r\n${HOST}\r\n`,
  `GET /%E0%A4%A HTTP/1.1\r\n${HOST}Cookie: %E0%A4%A=%; token=%E0%A4%A; =;;\r\n\r\n`,
  `GET /api/room/%E0%A4%A HTTP/1.1\r\n${HOST}Authorization: Bearer \xff\xfe\r\n\r\n`,
  `GET /assets/%00/..%2f..%2fetc/passwd HTTP/1.1\r\n${HOST}Range: bytes=9-1,-0,${'9'.repeat(40)}-\r\n\r\n`,
  `GET /?${'a=%&'.repeat(2000)} HTTP/1.1\r\n${HOST}\r\n`,
  `GET /${'../'.repeat(3000)} HTTP/1.1\r\n${HOST}\r\n`,
  `GET / HTTP/1.1\r\n${HOST}X: ${'x'.repeat(64 * 1024)}\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HOST}${Array.from({ length: 1000 }, (_, n) => `X-${n}: y\r\n`).join('')}\r\n`,
  `GET / HTTP/1.1\r\n${HOST}X-Forwarded-For: ${'::,'.repeat(2000)}%,<script>\r\nForwarded: for="_\r\n\r\n`,
  RawSocket.handshake('/api/room/foo', { Host: '[' }),
  RawSocket.handshake('/api/room/foo', { Origin: 'http://[', 'X-Forwarded-Host': '[' }),
  RawSocket.handshake('/api/room/foo', { Upgrade: 'websocket, h2c' }),
  RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Key': '====' }),
  RawSocket.handshake('/api/room/foo', { 'Content-Length': '5' }),
  `POST /api/room/create HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Type: application/json\r\n\r\n{"a":`,
  `POST /api/room/create HTTP/1.1\r\n${HOST}Content-Length: 5\r\nExpect: 200-maybe\r\n\r\nhello`,
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  '\0'.repeat(4096),
  '\r\n'.repeat(4096),
];

describe('hostile HTTP', () => {
  let scene: Scene;
  let ports: readonly (readonly [string, number])[];
  beforeAll(async () => {
    const limits = { http_idle: '4s' };
    scene = await startScene({
      balancer: { limits: { ...limits, response_timeout: '3s' } },
      monolith: { limits },
    });
    ports = Object.entries(scene.ports);
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  it('[HOS-2] what is no request is refused on every port, and tells nothing of the program', async () => {
    await scene.withstands(async () => {
      for (const [name, port] of ports) {
        for (const request of REQUESTS) {
          using raw = await RawSocket.connect(port);
          raw.write(Buffer.from(request, 'latin1'));
          raw.end();
          await until('there is an answer, or an end', () => raw.isEnded || raw.text.includes('\r\n\r\n'));
          const seen = [name, request.slice(0, 60), raw.text.slice(0, 400)];
          expect(raw.text, seen.join('\n')).not.toMatch(/^HTTP\/1\.1 5(?!03|05)|\.ts|node_modules/);
        }
      }
    });
  });

  it('[HOS-2] [BAL-30] who sends slowly, or nothing any more, is cut off; whoever reads the operators’ events is not', async () => {
    const slow: readonly string[] = ['', 'GET / HTTP/1.1\r\nHo'];
    const post = (path: string, body: string) => `POST ${path} HTTP/1.1\r\n${HOST}${body}`;
    const later: readonly string[] = [
      `GET /api/status HTTP/1.1\r\n${HOST}\r\n`,
      `GET /api/status HTTP/1.1\r\n${HOST}\r\nGET /`,
      post('/api/room/arena', 'Content-Length: 60000\r\n\r\n{'),
      post('/api/room/create', 'Content-Length: 60000\r\n\r\n{'),
      post('/api/room/arena', 'Transfer-Encoding: chunked\r\n\r\n9\r\nh'),
    ];
    const headers = { Authorization: `Bearer ${TEST_KEYS.operator}` };
    const events = await fetch(`http://127.0.0.1:${scene.ports.operator}/events`, { headers });
    await scene.withstands(async () => {
      using open = new DisposableStack();
      const raws: RawSocket[] = [];
      for (const [, port] of ports) {
        for (const begin of [...slow, ...later]) {
          for (let n = 0; n < 10; n++) raws.push(open.use(await RawSocket.connect(port)));
          for (const raw of raws.slice(-10)) raw.write(begin);
        }
      }
      const trickle = setInterval(() => raws.forEach((raw) => raw.write('x')), 1000);
      await until('all have ended', () => raws.every(({ isEnded }) => isEnded), CUT_OFF_MS);
      clearInterval(trickle);
    });
    // Who watches may hear nothing for as long.
    const reader = events.body?.getReader();
    expect(await Promise.race([reader?.closed, reader?.read()])).toMatchObject({ done: false });
    await reader?.cancel();
  }, 60_000);

  it('[HOS-2] [LNK-3] nobody can have messages compressed', async () => {
    const offer = { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' };
    for (const port of [scene.ports.balancer, scene.ports.monolith]) {
      using raw = await RawSocket.connect(port);
      raw.write(RawSocket.handshake('/api/room/arena', offer));
      await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
      expect(raw.text).toStartWith('HTTP/1.1 101');
      expect(raw.text).not.toMatch(/sec-websocket-extensions/i);
    }
  });

  it('[HOS-2] [LNK-10] who has no secret gets nothing from the link port, and cannot fill the log', async () => {
    const shown = ['Bearer', 'Bearer x', 'Bearer a.b.c', `Bearer ${'x'.repeat(8000)}`, 'Basic eDp4'];
    await scene.withstands(async () => {
      for (const Authorization of [...shown, ...shown, ...shown, ...shown]) {
        using raw = await RawSocket.connect(scene.ports.link);
        raw.write(RawSocket.handshake('/', { Authorization }));
        await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
        expect(raw.text).toStartWith('HTTP/1.1 401');
      }
    });
    const lines = scene.monolith.logs.split('\n').filter((line) => line.includes('refused a link'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(15);
  });

  it('[HOS-2] a body that would be a thousand times as long is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MiB, ' '));
    const { token } = JSON.parse(scene.auth) as { token: string };
    await scene.withstands(async () => {
      for (const port of [scene.ports.balancer, scene.ports.monolith]) {
        const response = await fetch(`http://127.0.0.1:${port}/api/room/create`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${token}`,
            'Content-Type': 'application/json',
            'Content-Encoding': 'gzip',
          },
          body: bomb,
        });
        expect(response.status).toBe(400);
      }
    });
  });

  it('[HOS-2] bodies that nobody wants are not kept', async () => {
    const paths = ['/', '/api/status', '/api/auth/grant', '/api/room/create', '/api/room/arena'];
    await scene.withstands(async () => {
      for (const [, port] of ports) {
        for (const path of paths) {
          for (const isChunked of [false, true]) {
            using raw = await RawSocket.connect(port);
            const length = isChunked ? 'Transfer-Encoding: chunked' : 'Content-Length: 99999999';
            raw.write(`POST ${path} HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n${length}\r\n\r\n`);
            for (let n = 0; n < 4; n++) {
              raw.write(CHUNK);
              await until('it is read, or refused', () => raw.unsentBytes === 0 || raw.isEnded);
            }
          }
        }
      }
    });
  });

  it('[HOS-2] a flood of requests, and of connections that ask for nothing', async () => {
    await scene.withstands(async () => {
      using open = new DisposableStack();
      for (let round = 0; round < 8; round++) {
        for (const front of ['balancer', 'monolith'] as const) {
          const port = scene.ports[front];
          for (let n = 0; n < 25; n++) open.use(await RawSocket.connect(port));
          const paths = ['/api/status', '/api/room/list', '/api/auth/grant', '/', '/api/room/nowhere'];
          await Promise.all(
            paths.map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer()),
          );
        }
      }
    });
  });
});
