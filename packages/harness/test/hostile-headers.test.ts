import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { RawSocket } from '../src/fakes/index.ts';
import { TEST_KEYS } from '../src/index.ts';
import { FRONTS, startScene, type Scene } from './hostile/scene.ts';

const HOST = 'Host: localhost';

/** Headers that came twice: the first and the second, the other way round, and in one line. */
const twice = (name: string, one: string, other: string): string[][] => [
  [`${name}: ${one}`, `${name}: ${other}`],
  [`${name}: ${other}`, `${name}: ${one}`],
  [`${name}: ${one}, ${other}`],
  [`${name}: ${other}, ${one}`],
];

describe('headers that came twice', () => {
  let scene: Scene;
  let session = '';
  beforeAll(async () => {
    scene = await startScene();
    const headers = { Authorization: `Bearer ${TEST_KEYS.operator}` };
    const url = `http://127.0.0.1:${scene.ports.operator}/session`;
    const opened = await fetch(url, { method: 'POST', headers });
    session = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  async function statusOf(port: number, lines: readonly string[]): Promise<number> {
    using raw = await RawSocket.connect(port);
    raw.write([...lines, '', ''].join('\r\n'));
    await until('there is an answer', () => raw.isEnded || raw.text.includes('\r\n\r\n'));
    expect(raw.text, lines.join('\n')).toMatch(/^HTTP\/1\.1 [1-4]/);
    expect(raw.text, lines.join('\n')).not.toMatch(/sec-websocket-extensions/i);
    return Number(raw.text.slice(9, 12));
  }

  it('[HOS-2] [API-2] [BAL-30] a right credential beside a wrong one lets nobody in', async () => {
    const { balancer, monolith, operator } = scene.ports;
    const doors: readonly (readonly [port: number, path: string, right: string])[] = [
      [operator, '/state', TEST_KEYS.operator],
      [operator, '/events', TEST_KEYS.operator],
      [balancer, '/api/state', TEST_KEYS.api],
      [balancer, '/api/status/metrics', TEST_KEYS.api],
      [balancer, '/api/user', scene.token],
      [monolith, '/api/status/metrics', TEST_KEYS.api],
      [monolith, '/api/user', scene.token],
    ];
    for (const [port, path, right] of doors) {
      const lines = [`GET ${path} HTTP/1.1`, HOST, `Authorization: Bearer ${right}`];
      expect([path, await statusOf(port, lines)]).toEqual([path, 200]);
    }
    await scene.withstands(async () => {
      for (const [port, path, right] of doors)
        for (const lines of twice('Authorization', `Bearer ${right}`, 'Bearer forged')) {
          const status = await statusOf(port, [`GET ${path} HTTP/1.1`, HOST, ...lines]);
          expect([path, lines, status]).toEqual([path, lines, 401]);
        }
      for (const port of [balancer, monolith])
        for (const lines of twice('apikey', TEST_KEYS.api, 'forged'))
          expect(await statusOf(port, ['GET /api/room/list HTTP/1.1', HOST, ...lines])).not.toBe(500);
    });
  });

  it('[HOS-2] [API-2] [BAL-30] a session that came twice is read in the same way by both servers, and our page beside another one is no page of ours', async () => {
    const { balancer, monolith, operator } = scene.ports;
    await scene.withstands(async () => {
      for (const lines of twice('Cookie', `token=${scene.token}`, 'token=forged').slice(0, 2)) {
        const request = ['GET /api/user HTTP/1.1', HOST, ...lines];
        expect([lines, await statusOf(balancer, request)]).toEqual([
          lines,
          await statusOf(monolith, request),
        ]);
      }
      const cookie = { monolith: `Cookie: token=${scene.token}`, operator: `Cookie: ${session}` };
      const pages = [
        ...twice('Origin', 'http://localhost', 'http://evil.example'),
        ...twice('Sec-Fetch-Site', 'same-origin', 'cross-site').map((each) =>
          each.concat('Origin: http://localhost'),
        ),
      ];
      for (const lines of pages) {
        const change = [
          'POST /api/room/generate HTTP/1.1',
          HOST,
          cookie.monolith,
          ...lines,
          'Content-Length: 0',
        ];
        for (const port of [balancer, monolith])
          expect([lines, await statusOf(port, change)]).toEqual([lines, 403]);
        const move = [
          'POST /rooms/arena/move HTTP/1.1',
          HOST,
          cookie.operator,
          ...lines,
          'Content-Length: 0',
        ];
        expect([lines, await statusOf(operator, move)]).toEqual([lines, 403]);
      }
    });
  });

  for (const front of FRONTS) {
    it(`[HOS-2] [CON-5] [CON-8] handshakes with headers that came twice, at a ${front}`, async () => {
      const handshake = (name: string, lines: readonly string[]) => [
        ...RawSocket.handshake('/api/room/arena', { [name]: null })
          .trimEnd()
          .split('\r\n'),
        ...lines,
      ];
      const key = 'dGhlIHNhbXBsZSBub25jZQ==';
      const refused: readonly (readonly [name: string, one: string, other: string])[] = [
        ['Sec-WebSocket-Key', key, 'AQIDBAUGBwgJCgsMDQ4PEA=='],
        ['Sec-WebSocket-Version', '13', '8'],
        ['Upgrade', 'websocket', 'h2c'],
        ['Origin', 'http://localhost', 'http://evil.example'],
      ];
      const harmless: readonly (readonly [name: string, one: string, other: string])[] = [
        ['Sec-WebSocket-Key', key, key],
        ['Sec-WebSocket-Version', '13', '13'],
        ['Sec-WebSocket-Extensions', 'permessage-deflate', 'permessage-deflate; client_max_window_bits'],
        ['Sec-WebSocket-Protocol', 'a', 'b'],
        ['Connection', 'Upgrade', 'keep-alive'],
        ['Cookie', `token=${scene.token}`, 'token=forged'],
      ];
      const answers = async (headers: typeof refused, statuses: readonly number[]) => {
        for (const [name, one, other] of headers)
          for (const lines of twice(name, one, other)) {
            const status = await statusOf(scene.ports[front], handshake(name, lines));
            expect(statuses, lines.join('\n')).toContain(status);
          }
      };
      await scene.withstands(async () => {
        await answers(refused, [400, 403, 426]);
        await answers(harmless, [101, 400, 426]);
      });
    });
  }
});
