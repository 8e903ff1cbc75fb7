import { describe, expect, it } from 'bun:test';
import { Hono } from 'hono';
import { costOf } from './costs.ts';

const app = new Hono().all('*', async ({ req, json }) => json(await costOf(req, req.path)));

async function cost(method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await app.request(path, body === undefined ? { method } : { method, headers, body: text });
  return response.json();
}

describe('[API-11] a request costs', () => {
  const video = { service: 'direct', id: 'https://media.example/a.mp4' };
  const rows: [points: number, method: string, path: string, body?: unknown][] = [
    [0, 'GET', '/status'],
    [0, 'GET', '/status/ready'],
    [0, 'GET', '/docs'],
    [0, 'GET', '/openapi.json'],
    [1, 'GET', '/status/metrics'],
    [1, 'GET', '/auth/grant'],
    [5, 'GET', '/data/previewAdd?input=https%3A%2F%2Fmedia.example%2Fa.mp4'],
    [75, 'GET', '/data/previewAdd?input=funny%20cats'],
    [5, 'GET', '/data/previewAdd?input=youtu.be/aaaaaaaaaaa'],
    [5, 'GET', '/data/previewAdd?input=/demo/usher-demo.mp4'],
    [5, 'GET', '/data/previewAdd'],
    [100, 'POST', '/user/register', {}],
    [10, 'POST', '/user/login', {}],
    [1, 'POST', '/user/logout'],
    [1, 'GET', '/user'],
    [10, 'POST', '/user', { username: 'x' }],
    [1, 'GET', '/user/account'],
    [10, 'PATCH', '/user/account', {}],
    [1, 'GET', '/user/owned-rooms'],
    [1, 'GET', '/room/list'],
    [50, 'POST', '/room/generate', {}],
    [50, 'POST', '/room/create', { name: 'x' }],
    [50, 'POST', '/room/create', { name: 'x', isTemporary: true }],
    [200, 'POST', '/room/create', { name: 'x', isTemporary: false }],
    [50, 'POST', '/room/create', '{'],
    [50, 'POST', '/room/create', 'null'],
    [1, 'GET', '/room/lounge'],
    [1, 'PATCH', '/room/lounge', {}],
    [1, 'POST', '/room/lounge/vote', video],
    [5, 'POST', '/room/lounge/queue', video],
    [5, 'POST', '/room/lounge/queue', { url: 'https://media.example/a.mp4' }],
    [6, 'POST', '/room/lounge/queue', { videos: [video, video] }],
    [5, 'POST', '/room/lounge/queue', { videos: [] }],
    [5, 'POST', '/room/lounge/queue', { videos: 'all' }],
    [5, 'PATCH', '/room/lounge/queue', video],
    [5, 'DELETE', '/room/lounge/queue', video],
    [1, 'GET', '/nothing'],
  ];
  for (const [points, method, path, body] of rows) {
    const what = body === undefined ? '' : ` ${JSON.stringify(body)}`;
    it(`${points} for ${method} ${path}${what}`, async () => {
      expect(await cost(method, path, body)).toBe(points);
    });
  }
});
