import { describe, expect, it } from 'bun:test';
import { linkIn, linkProblem, textInDrop } from './link-in.ts';

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

describe('[WEB-11] what is wrong with a text that is no link', () => {
  it.each([
    ['', 'nothing'],
    ['  ', 'nothing'],
    ['holiday', 'no-link'],
    ['javascript:alert(1)', 'no-link'],
    ['https://example.com/v.mp4', null],
  ] as const)('%p: %p', (text, problem) => {
    expect(linkProblem(text)).toBe(problem);
  });

  it.each(['file:///home/ann/holiday.mp4', 'FILE:///C:/holiday.mp4', 'C:\\holiday.mp4', ' d:/films/a b.mp4'])(
    '[MED-1] %s is a file that nobody else could see',
    (text) => {
      expect(linkProblem(text)).toBe('local-file');
      expect(linkIn(text)).toBeNull();
    },
  );
});

describe('[WEB-11] the link that is dropped', () => {
  const drop = (data: Record<string, string>) => linkIn(textInDrop({ getData: (type) => data[type] ?? '' }));

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
