import { afterAll, expect, it } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileResponse } from './file-response.ts';

const directory = mkdtempSync(join(tmpdir(), 'usher-'));
const file = join(directory, 'clip.mp4');
writeFileSync(file, '0123456789');
afterAll(() => rmSync(directory, { recursive: true }));

const answer = (headers: Readonly<Record<string, string>> = {}) =>
  fileResponse(
    { file, type: 'video/mp4', immutable: false },
    new Request('http://site/clip.mp4', { headers }),
  );

it('sends the part that is asked for, and says which it is', async () => {
  const part = await answer({ Range: 'bytes=2-4' });
  expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ]);
  expect((await answer({ Range: 'bytes=10-' })).status).toBe(416);
});

it('sends all of a file that has changed since its other parts were sent', async () => {
  const etag = (await answer()).headers.get('ETag') ?? '';
  const range = { Range: 'bytes=2-4' };
  expect((await answer({ ...range, 'If-Range': etag })).status).toBe(206);
  for (const other of ['"another"', `W/${etag}`, 'Sat, 28 Nov 2026 20:00:00 GMT']) {
    const whole = await answer({ ...range, 'If-Range': other });
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
  }
});

it('sends what has not changed no second time', async () => {
  const etag = (await answer()).headers.get('ETag') ?? '';
  const again = await answer({ 'If-None-Match': etag, 'If-Range': etag, Range: 'bytes=2-4' });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
