import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { tempDir } from '../temp-dir.ts';
import { MediaServer } from './media-server.ts';

describe('a media server for tests', () => {
  const directory = tempDir();
  let server: MediaServer;
  beforeAll(async () => {
    await Bun.write(`${directory.path}/clip.mp4`, '0123456789');
    server = new MediaServer(directory.path);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    directory[Symbol.dispose]();
  });

  const cases: [range: string, status: number, body: string, contentRange: string | null][] = [
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['lines=1-2', 200, '0123456789', null],
  ];
  for (const [range, status, body, contentRange] of cases) {
    it(`answers ${range} with ${status}`, async () => {
      const response = await fetch(`${server.origin}/clip.mp4`, { headers: { Range: range } });
      expect(response.status).toBe(status);
      expect(response.headers.get('Content-Range')).toBe(contentRange);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(await response.text()).toBe(body);
    });
  }

  it('knows no ranges when it is told so, and no files beside its directory', async () => {
    server.hasRanges = false;
    const whole = await fetch(`${server.origin}/clip.mp4`, { headers: { Range: 'bytes=0-1' } });
    server.hasRanges = true;
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect((await fetch(`${server.origin}/..%2f..%2fetc/passwd`)).status).toBe(404);
  });
});
