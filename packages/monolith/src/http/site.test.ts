import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { join } from 'node:path';
import type { Server } from 'bun';
import { temporaryDirectory } from '../testing/test-monolith.ts';
import { Site, type Assets } from './site.ts';

/** What a site answers to who asks it for a URL, at the origin that this has or at another one. */
const ask = (site: Site, url: string, { origin = new URL(url).origin, headers = {} } = {}) =>
  site.respond(new Request(url, { headers }), { pathname: new URL(url).pathname, origin });

describe('the site', () => {
  const directory = temporaryDirectory();
  const at = (name: string) => join(directory.path, name);
  let server: Server<undefined>;

  beforeAll(async () => {
    const files = { index: '<!doctype html>', script: 'let it = be', clip: '0123456789' };
    for (const [name, content] of Object.entries(files)) await Bun.write(at(name), content);
    const assets: Assets = new Map([
      ['/index.html', { file: at('index'), type: 'text/html; charset=utf-8', immutable: false }],
      ['/assets/app-1a2b.js', { file: at('script'), type: 'text/javascript', immutable: true }],
      ['/demo/clip.mp4', { file: at('clip'), type: 'video/mp4', immutable: false }],
    ]);
    const site = new Site(assets, '/watch/');
    server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: (request) => site.respond(request, new URL(request.url)),
    });
  });
  afterAll(async () => {
    await server.stop(true);
    directory.remove();
  });

  const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, server.url), init);

  it('[API-20] answers any path without an extension with the page, to be asked for anew each time', async () => {
    for (const path of ['/watch/', '/watch/room/lounge', '/watch/index.html']) {
      const response = await get(path);
      expect(await response.text()).toBe('<!doctype html>');
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
    }
  });

  it('[API-20] lets hashed files be kept for ever', async () => {
    const response = await get('/watch/assets/app-1a2b.js');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  it('[API-20] has no other files', async () => {
    for (const path of ['/watch/assets/app-old.js', '/watch/..%2f..%2fetc%2fpasswd.txt', '/elsewhere']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('[API-20] serves ranges, so that players can seek', async () => {
    const whole = await get('/watch/demo/clip.mp4');
    expect(whole.headers.get('Accept-Ranges')).toBe('bytes');
    const part = await get('/watch/demo/clip.mp4', { headers: { Range: 'bytes=2-4' } });
    expect({
      status: part.status,
      range: part.headers.get('Content-Range'),
      text: await part.text(),
    }).toEqual({
      status: 206,
      range: 'bytes 2-4/10',
      text: '234',
    });
    expect((await get('/watch/demo/clip.mp4', { headers: { Range: 'bytes=99-' } })).status).toBe(416);
  });

  it('[API-20] does not send again what has not changed', async () => {
    for (const path of ['/watch/', '/watch/demo/clip.mp4']) {
      const etag = (await get(path)).headers.get('ETag') ?? '';
      expect(etag).toMatch(/^".+"$/);
      // nginx makes a tag weak when it compresses
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const answer = await get(path, { headers: { 'If-None-Match': known } });
        expect([path, known, answer.status]).toEqual([path, known, 304]);
      }
    }
  });

  it('[API-20] tells previews the whole address of their picture, wherever the page is asked for', async () => {
    const picture = '<meta property="og:image" content="./icons/card.png" />';
    await Bun.write(at('preview'), picture);
    const page = { file: at('preview'), type: 'text/html', immutable: false };
    const site = new Site(new Map([['/index.html', page]]), '/watch/');
    const askOutside = (headers = {}) =>
      ask(site, 'http://inside/watch/room/lounge', { origin: 'https://usher.example', headers });
    const first = await askOutside();
    expect(await first.text()).toBe(
      '<meta property="og:image" content="https://usher.example/watch/icons/card.png" />',
    );
    const etag = first.headers.get('ETag') ?? '';
    expect((await askOutside({ 'If-None-Match': etag })).status).toBe(304);
    const elsewhere = await ask(site, 'http://inside/watch/');
    expect(await elsewhere.text()).toContain('content="http://inside/watch/icons/card.png"');
    expect(elsewhere.headers.get('ETag')).not.toBe(etag);
    const hostile = await ask(site, 'http://inside/watch/', { origin: 'http://a"><script>' });
    expect(await hostile.text()).toContain('content="http://a&quot;&gt;&lt;script&gt;/watch/');
  });

  it('[CON-1] tells the page below which path it is', async () => {
    await Bun.write(at('based'), '<base href="/" />');
    const page = { file: at('based'), type: 'text/html', immutable: false };
    const site = new Site(new Map([['/index.html', page]]), '/watch/');
    const answer = await ask(site, 'http://inside/watch/room/lounge');
    expect(await answer.text()).toBe('<base href="/watch/" />');
  });

  it('[API-20] lets only our scripts and the players of YouTube and Vimeo run', async () => {
    const policy = (await get('/watch/')).headers.get('Content-Security-Policy');
    expect(policy).toContain("script-src 'self' https://www.youtube.com https://player.vimeo.com;");
  });

  it('[MED-1] lets media of hosts that the operator has named be played without HTTPS too', async () => {
    const assets: Assets = new Map([
      ['/index.html', { file: at('index'), type: 'text/html; charset=utf-8', immutable: false }],
    ]);
    const site = new Site(assets, '/', ['media.example:8090']);
    const policy = (await ask(site, 'http://localhost/')).headers.get('Content-Security-Policy');
    expect(policy).toContain("media-src 'self' https: http://media.example:8090 blob:;");
    expect(policy).toContain("connect-src 'self' https: http://media.example:8090;");
  });

  it('[API-20] frames only those players, and plays and asks for media from wherever people link to, by HTTPS', async () => {
    const policy = (await get('/watch/')).headers.get('Content-Security-Policy') ?? '';
    const sourcesOf = (directive: string) =>
      policy
        .split('; ')
        .find((each) => each.startsWith(`${directive} `))
        ?.split(' ')
        .slice(1);
    expect(sourcesOf('frame-src')).toEqual([
      'https://www.youtube.com',
      'https://www.youtube-nocookie.com',
      'https://player.vimeo.com',
    ]);
    expect(sourcesOf('media-src')).toContain('https:');
    expect(sourcesOf('connect-src')).toContain('https:');
    expect(sourcesOf('img-src')).toContain('https:'); // thumbnails
    expect(sourcesOf('object-src')).toEqual(["'none'"]);
  });

  it('[API-20] is only read', async () => {
    expect((await get('/watch/', { method: 'POST' })).status).toBe(405);
  });

  it('[API-20] says how to build it when it has not been built', async () => {
    const response = await ask(new Site(null, '/'), 'http://localhost/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build:web');
  });
});
