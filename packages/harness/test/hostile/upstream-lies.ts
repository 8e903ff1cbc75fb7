import { endless, says, type Lie } from './lying-backend.ts';

const KIB = 1024;
const YES = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = 'Transfer-Encoding: chunked\r\n';
/** An answer of its own, for whoever sees the end of the one before too early. */
const SMUGGLED = `${YES}Content-Length: 8\r\nX-Smuggled: yes\r\n\r\nsmuggled`;
const line = 'X: y\r\n';
/** That it is the server's fault, or no more than a part. */
export const CUT_OFF = /^(502|.* cut off)$/;

/** No answers at all: whoever asks is told that it is the server's fault, or is cut off in the middle. */
export const NONSENSE: readonly (readonly [what: string, lie: Lie])[] = [
  ['nothing', says('')],
  ['half a line', says('HTTP/1.')],
  ['no HTTP', says('ICY 200 OK\r\n\r\n')],
  ['zeros', says('\0'.repeat(4 * KIB))],
  ['line breaks', says('\r\n'.repeat(4 * KIB))],
  ['a page without a head', says('<!doctype html><p>hello')],
  ['no status', says('HTTP/1.1 \r\nContent-Length: 0\r\n\r\n')],
  ['a status of two digits', says('HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n')],
  ['a status that is none', says('HTTP/1.1 abc X\r\nContent-Length: 0\r\n\r\n')],
  ['a negative status', says('HTTP/1.1 -200 X\r\nContent-Length: 0\r\n\r\n')],
  ['another protocol', says(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n${SMUGGLED}`)],
  ['a length that is none', says(`${YES}Content-Length: x\r\n\r\nhello`)],
  ['a negative length', says(`${YES}Content-Length: -5\r\n\r\nhello`)],
  ['two lengths', says(`${YES}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello${SMUGGLED}`)],
  ['a list of lengths', says(`${YES}Content-Length: 5, 6\r\n\r\nhello${SMUGGLED}`)],
  ['a length beyond all numbers', says(`${YES}Content-Length: ${'9'.repeat(30)}\r\n\r\nhello`)],
  ['an unknown coding', says(`${YES}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`)],
  ['codings', says(`${YES}Transfer-Encoding: gzip, chunked, identity\r\n\r\n0\r\n\r\n`)],
  ['a header without a colon', says(`${YES}X-A\r\nContent-Length: 2\r\n\r\nok`)],
  ['a header without a name', says(`${YES}: x\r\nContent-Length: 2\r\n\r\nok`)],
  ['a folded header', says(`${YES}X-A: b\r\n Content-Length: 9\r\nContent-Length: 2\r\n\r\nok`)],
  ['a NUL in a header', says(`${YES}X-A: b\0c\r\nContent-Length: 2\r\n\r\nok`)],
  ['a CR in a header', says(`${YES}X-A: b\rX-Evil: 1\r\nContent-Length: 2\r\n\r\nok`)],
  ['bytes beyond ASCII', says(`${YES}X-A: \xff\xfe\r\nX-\xe9: a\r\nContent-Length: 2\r\n\r\nok`)],
];

/** Answers that begin well. */
export const HALF_TRUTHS: readonly (readonly [what: string, lie: Lie, outcome: RegExp])[] = [
  ['a body that is too short', says(`${YES}Content-Length: 50\r\n\r\nhello`), CUT_OFF],
  ['a body that is too long', says(`${YES}Content-Length: 5\r\n\r\nhello${SMUGGLED}`), /^200 hello$/],
  [
    'a body that is too long, and no end',
    says(`${YES}Content-Length: 5\r\n\r\nhello${SMUGGLED}`, false),
    /^200 hello$/,
  ],
  ['chunks without an end', says(`${YES}${CHUNKED}\r\n5\r\nhello\r\n`), CUT_OFF],
  ['a chunk that is too short', says(`${YES}${CHUNKED}\r\n50\r\nhello`), CUT_OFF],
  ['a chunk without an end of line', says(`${YES}${CHUNKED}\r\n5\r\nhello0\r\n\r\n`), CUT_OFF],
  ['a chunk of no number', says(`${YES}${CHUNKED}\r\nzz\r\nhello\r\n0\r\n\r\n`), CUT_OFF],
  ['a negative chunk', says(`${YES}${CHUNKED}\r\n-5\r\nhello\r\n0\r\n\r\n`), CUT_OFF],
  [
    'a chunk beyond all numbers',
    says(`${YES}${CHUNKED}\r\n${'f'.repeat(17)}\r\nhello\r\n0\r\n\r\n`),
    CUT_OFF,
  ],
  [
    'a long extension',
    says(`${YES}${CHUNKED}\r\n5;${'x'.repeat(1024 * KIB)}\r\nhello\r\n0\r\n\r\n`),
    /^200 hello$/,
  ],
  ['trailers', says(`${YES}${CHUNKED}\r\n0\r\n${line.repeat(100_000)}\r\n`), /^200 $/],
  [
    'something behind the chunks',
    says(`${YES}${CHUNKED}\r\n5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`, false),
    /^200 hello$/,
  ],
  [
    'a body that is none',
    says(`HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello${SMUGGLED}`, false),
    /^204 $/,
  ],
  [
    'a body of nothing new',
    says(`HTTP/1.1 304 Not Modified\r\n${CHUNKED}\r\n5\r\nhello\r\n0\r\n\r\n`, false),
    /^304 $/,
  ],
  ['both lengths', says(`${YES}Content-Length: 5\r\n${CHUNKED}\r\n0\r\n\r\n${SMUGGLED}`), /^(200 |502)$/],
  [
    'a head of a mebibyte',
    says(`${YES}X: ${'x'.repeat(1024 * KIB)}\r\nContent-Length: 2\r\n\r\nok`),
    /^(200 ok|502)$/,
  ],
  ['ten thousand headers', says(`${YES}${line.repeat(10_000)}Content-Length: 2\r\n\r\nok`), /^(200 ok|502)$/],
  [
    'ten thousand answers to come',
    says(`${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(10_000)}${YES}\r\n`),
    /^(200 |502)$/,
  ],
  [
    'hints',
    says(`${'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'.repeat(1000)}${YES}\r\nhello`),
    /^(200 hello|502)$/,
  ],
  ['no gzip', says(`${YES}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`), /^200 hello$/],
  [
    'a leading elsewhere',
    says('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    /^302 $/,
  ],
  [
    'headers for a hop',
    says(`${YES}Connection: upgrade, x-a\r\nX-A: b\r\nUpgrade: x\r\nContent-Length: 2\r\n\r\nok`),
    /^200 ok$/,
  ],
];

/** What has no end, or no beginning. */
export const ENDLESS: readonly (readonly [what: string, lie: Lie])[] = [
  ['a silence', says('', false)],
  ['a head that stops', says(`${YES}X: y\r\n`, false)],
  ['a head without an end', endless(YES, line.repeat(2000))],
  ['a header without an end', endless(`${YES}X: `, 'x'.repeat(16 * KIB))],
  ['a first line without an end', endless('HTTP/1.1 200 ', 'x'.repeat(16 * KIB))],
  ['answers to come without an end', endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500))],
  ['hints without an end', endless('', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'.repeat(500))],
];

/** Names that no Monolith has, and one that the liar has itself. */
export const NO_OWNERS: readonly string[] = [
  '',
  'liar',
  'nobody',
  '__proto__',
  'constructor',
  'liar, liar',
  ' ',
  '\xff',
  '127.0.0.1:1',
  'http://127.0.0.1:1/',
  'x'.repeat(8 * KIB),
];

/** A right answer, as far as to each of its bytes before the last chunk, which is empty, is named. */
export function* beginnings(): Generator<string> {
  const whole = `${YES}X-A: b\r\n${CHUNKED}\r\n5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n`;
  for (let length = 0; length < whole.length - '\r\n\r\n'.length + 1; length++) yield whole.slice(0, length);
}
