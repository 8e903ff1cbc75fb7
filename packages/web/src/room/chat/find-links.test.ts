import { describe, expect, it } from 'bun:test';
import { findLinks } from './find-links.ts';

const hrefs = (text: string) => findLinks(text).flatMap(({ href }) => href ?? []);

describe('[WEB-15] links in a text', () => {
  it.each([
    ['see https://example.com/a?b=1#c now', 'https://example.com/a?b=1#c'],
    ['https://example.com/a.', 'https://example.com/a'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['https://en.example.org/wiki/Usher_(occupation)', 'https://en.example.org/wiki/Usher_(occupation)'],
    ['(see https://example.com/x_(y)),', 'https://example.com/x_(y)'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
  ])('%s has %s', (text, href) => {
    expect(hrefs(text)).toEqual([href]);
  });

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'data:text/html,https',
    'https://',
    'https://you.example@evil.example/',
    'https://example.com/\u202egpj.exe',
    'ftp://example.com',
    'example.com',
  ])('%s is none', (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  it('all parts together are the text', () => {
    const text = 'a https://x.example/1, b https://y.example/2! <b>c</b>';
    expect(
      findLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(hrefs(text)).toHaveLength(2);
  });
});
