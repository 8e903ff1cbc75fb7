import { describe, expect, it } from 'bun:test';
import { linkIn, linkInDrop } from './link-in.ts';

describe('[WEB-11] the link in a text', () => {
  it.each([
    [' https://example.com/v.mp4 ', 'https://example.com/v.mp4'],
    ['http://example.com/v.mp4', 'http://example.com/v.mp4'],
    ['example.com/v.mp4', 'https://example.com/v.mp4'],
    ['youtu.be/dQw4w9WgXcQ', 'https://youtu.be/dQw4w9WgXcQ'],
    ['/demo/usher-demo.mp4', '/demo/usher-demo.mp4'],
    ['localhost/v.mp4', 'https://localhost/v.mp4'],
  ])('%s is %s', (text, link) => {
    expect(linkIn(text)).toBe(link);
  });

  it.each([
    '',
    '  ',
    'holiday',
    'two words.mp4',
    'javascript:alert(1)',
    'ftp://example.com/v',
    '//example.com/v',
    'https://',
  ])('%s is none', (text) => {
    expect(linkIn(text)).toBeNull();
  });
});

describe('[WEB-11] the link that is dropped', () => {
  const drop = (data: Record<string, string>) => linkInDrop({ getData: (type) => data[type] ?? '' });

  it('is the first of the list, comments aside', () => {
    expect(drop({ 'text/uri-list': '# title\r\nhttps://example.com/a\r\nhttps://example.com/b' })).toBe(
      'https://example.com/a',
    );
  });

  it('is the text where there is no list', () => {
    expect(drop({ 'text/plain': 'https://example.com/a' })).toBe('https://example.com/a');
    expect(drop({ 'text/plain': 'some words' })).toBeNull();
    expect(drop({})).toBeNull();
  });
});
