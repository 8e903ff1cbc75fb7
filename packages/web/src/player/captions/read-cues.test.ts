import { describe, expect, it } from 'bun:test';
import { linesAt, readCues } from './read-cues.ts';

describe('WebVTT', () => {
  it('[WEB-12] is read with all that may stand between the cues', () => {
    const cues = readCues(
      [
        '\ufeffWEBVTT - title',
        'Kind: captions',
        '',
        'STYLE',
        '::cue { color: red }',
        '',
        'NOTE 00:00.000 --> is not a cue',
        '',
        '00:01.000 --> 00:02.500 position:10%',
        '<v Ann>Good <b>morning</b> &amp; hello',
        'there',
        '',
        'chapter-2',
        '1:00:03.250 --> 1:00:04.000',
        'A &lt;tag&gt;',
      ].join('\n'),
    );
    expect(cues).toEqual([
      { start: 1, end: 2.5, lines: ['Good morning & hello', 'there'] },
      { start: 3603.25, end: 3604, lines: ['A <tag>'] },
    ]);
  });
});

describe('SubRip', () => {
  it('[WEB-12] is read as people write it: with Windows line ends, numbers and commas', () => {
    const text =
      '1\r\n00:00:05,000 --> 00:00:06,500\r\n{\\an8}<i>Later</i>\r\n\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nFirst\r\n';
    expect(readCues(text)).toEqual([
      { start: 1, end: 2, lines: ['First'] },
      { start: 5, end: 6.5, lines: ['Later'] },
    ]);
  });
});

it.each(['', 'hello', '<html></html>', '00:05.000 --> 00:01.000\nbackwards', '00:01.000 --> 00:02.000\n'])(
  '[WEB-12] %p has no cues',
  (text) => {
    expect(readCues(text)).toEqual([]);
  },
);

it('[WEB-12] several may speak at once, and nobody for ever', () => {
  const cues = readCues('00:01.000 --> 00:05.000\na\n\n00:03.000 --> 00:04.000\nb');
  expect([0, 1, 3, 4, 5].map((at) => linesAt(cues, at))).toEqual([[], ['a'], ['a', 'b'], ['a'], []]);
});
