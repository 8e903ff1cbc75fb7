import { afterAll, beforeEach, describe, expect, it } from 'bun:test';
import { join } from 'node:path';
import { temporaryDirectory } from '../testing/test-monolith.ts';
import { Page } from './page.ts';

const PICTURE = '<base href="/" /><meta property="og:image" content="./icons/card.png" />';
const ORIGIN = 'https://usher.example';

describe('the page', () => {
  const directory = temporaryDirectory();
  afterAll(() => directory.remove());

  let files = 0;
  let file: string;
  let page: Page;
  beforeEach(() => {
    file = join(directory.path, `page-${files++}`);
    page = new Page({ file, type: 'text/html', immutable: false }, '/watch/');
  });

  const ask = (known: string | null = null, origin = ORIGIN) =>
    page.respond(
      new Request('http://inside/', { headers: known === null ? {} : { 'If-None-Match': known } }),
      origin,
      {
        'X-Of-The-Site': 'yes',
      },
    );
  const etagOf = (response: Response) => response.headers.get('ETag') ?? '';

  it('[API-20] is read once', async () => {
    await Bun.write(file, PICTURE);
    const first = await ask();
    await Bun.write(file, 'something else');
    const second = await ask();
    expect(await second.text()).toBe(await first.text());
    expect(etagOf(second)).toBe(etagOf(first));
  });

  it('[API-20] is read again when it could not be read', async () => {
    expect((await ask().catch((error: unknown) => error)) instanceof Error).toBe(true);
    await Bun.write(file, PICTURE);
    expect(await (await ask()).text()).toContain('og:image');
  });

  it('[API-20] is not sent to who has it, whatever a proxy has made of its tag', async () => {
    await Bun.write(file, PICTURE);
    const etag = etagOf(await ask());
    for (const known of [etag, `W/${etag}`, `"other", W/${etag}`, '*']) {
      const answer = await ask(known);
      expect([known, answer.status, answer.body]).toEqual([known, 304, null]);
      expect(answer.headers.get('X-Of-The-Site')).toBe('yes');
      expect(etagOf(answer)).toBe(etag);
    }
    expect((await ask('"other"')).status).toBe(200);
  });

  it('[API-20] has another tag at another origin only if it names the origin', async () => {
    await Bun.write(file, PICTURE);
    expect(etagOf(await ask(null, 'http://other.example'))).not.toBe(etagOf(await ask()));
    await Bun.write(file, '<base href="/" />');
    page = new Page({ file, type: 'text/html', immutable: false }, '/watch/');
    expect(etagOf(await ask(null, 'http://other.example'))).toBe(etagOf(await ask()));
  });

  it('[CON-1] has another tag below another path', async () => {
    await Bun.write(file, PICTURE);
    const etag = etagOf(await ask());
    page = new Page({ file, type: 'text/html', immutable: false }, '/');
    expect(etagOf(await ask())).not.toBe(etag);
  });
});
