import { describe, expect, it } from 'bun:test';
import { requestTarget } from './request-target.ts';

/** As the runtime's server makes it of what it has read. */
const arrived = (url: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  ({
    method: init.method ?? 'GET',
    url,
    headers: new Headers({ host: 'site.example', ...init.headers }),
  }) as Request;

describe('where a request goes', () => {
  it('[HOS-2] is a path on this server, with one slash before it', () => {
    for (const [url, pathname] of [
      ['http://site.example/x?y', '/x'],
      ['https://site.example/api/../x', '/x'],
      ['http://site.example//evil.example/x', '/evil.example/x'],
      ['http://site.example', '/'],
    ]) {
      const target = requestTarget(arrived(url as string));
      expect(target instanceof URL && target.pathname).toBe(pathname as string);
    }
  });

  it('[HOS-2] is nowhere when that can be read in two ways, or in none', () => {
    const nowhere: readonly (readonly [request: Request, status: number])[] = [
      [arrived('/x'), 400],
      [arrived('http://[/x'), 400],
      [arrived('a:@127.0.0.1/x'), 400],
      [arrived('http://a/x', { headers: { host: 'a, b' } }), 400],
      [arrived('http://a/x', { headers: { 'content-length': '5, 5' } }), 400],
      [arrived('a:80', { method: 'CONNECT' }), 405],
      [arrived('http://a/x', { method: 'TRACE' }), 405],
    ];
    for (const [request, status] of nowhere) {
      const target = requestTarget(request);
      expect([request.url, target instanceof Response && target.status]).toEqual([request.url, status]);
    }
  });
});
