/** An address: the operators’ port answers to no other names. */
export const HOST = 'Host: 192.0.2.1\r\n';
export const CHUNKED = 'Transfer-Encoding: chunked\r\n';
/** The rest of a request of its own, for whoever sees the body's end too early. */
export const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: 192.0.2.1\r\n\r\n';
export const post = (headers: string, body: string) => `POST /x HTTP/1.1\r\n${HOST}${headers}\r\n${body}`;
const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\n${HOST}${headers}\r\n`;

/** Where a body ends can be read in two ways, or in none. */
export const REFUSED: readonly (readonly [what: string, bytes: string])[] = [
  ['both lengths', post(`Content-Length: 6\r\n${CHUNKED}`, `0\r\n\r\n${SMUGGLED}`)],
  ['both lengths, the other way round', post(`${CHUNKED}Content-Length: 4\r\n`, `0\r\n\r\n${SMUGGLED}`)],
  ['two lengths', post('Content-Length: 5\r\nContent-Length: 6\r\n', `hello${SMUGGLED}`)],
  ['the same length twice', post('Content-Length: 5\r\nContent-Length: 5\r\n', 'hello')],
  ['a list of lengths', post('Content-Length: 5, 5\r\n', 'hello')],
  ['a length with a sign', post('Content-Length: +5\r\n', 'hello')],
  ['a negative length', post('Content-Length: -5\r\n', 'hello')],
  ['a hexadecimal length', post('Content-Length: 0x5\r\n', 'hello')],
  ['no number at all', post('Content-Length: \r\n', 'hello')],
  ['a length beyond all numbers', post(`Content-Length: ${'9'.repeat(30)}\r\n`, 'hello')],
  ['an unknown coding', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${SMUGGLED}`)],
  ['a coding behind the chunks', post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n')],
  ['two codings', post(`${CHUNKED}Transfer-Encoding: cow\r\n`, '0\r\n\r\n')],
  ['a space before the colon', post('Transfer-Encoding : chunked\r\nContent-Length: 5\r\n', 'hello')],
  ['a vertical tab before the coding', post('Transfer-Encoding: \vchunked\r\n', '0\r\n\r\n')],
  ['chunks of HTTP/1.0', post(CHUNKED, '0\r\n\r\n').replace('HTTP/1.1', 'HTTP/1.0')],
  ['a folded header', get('/x', 'X-A: b\r\n Transfer-Encoding: chunked\r\n')],
  ['a header folded into the first line', `GET /x HTTP/1.1\r\n Host: 192.0.2.1\r\n\r\n`],
  ['lines without CR', `GET /x HTTP/1.1\nHost: 192.0.2.1\n\n${SMUGGLED}`],
  ['a header without CR', get('/x', 'X-A: b\nX-Evil: 1\r\n')],
  ['a CR inside a header', get('/x', 'X-A: b\rX-Evil: 1\r\n')],
  ['a NUL inside a header', get('/x', 'X-A: b\0c\r\n')],
  ['a header without a colon', get('/x', 'X-A\r\n')],
  ['a header without a name', get('/x', ': b\r\n')],
  ['two hosts', get('/x', 'Host: other.example\r\n')],
  ['a host that is none', 'GET /x HTTP/1.1\r\nHost: [\r\n\r\n'],
  ['a host with a path', 'GET /x HTTP/1.1\r\nHost: a/b?c\r\n\r\n'],
  ['a host with a user', 'GET /x HTTP/1.1\r\nHost: a@b\r\n\r\n'],
  ['an empty host', 'GET /x HTTP/1.1\r\nHost: \r\n\r\n'],
  ['a port beyond all ports', 'GET /x HTTP/1.1\r\nHost: a:99999\r\n\r\n'],
  ['a target of another scheme', get('foo:@127.0.0.1/x')],
  ['a target that is no path', get('@127.0.0.1/x')],
  ['a space in the target', get('/x y')],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['no version', 'GET /x\r\nHost: 192.0.2.1\r\n\r\n'],
  ['another version', get('/x').replace('1.1', '1.9')],
  ['a request back to the sender', get('/x', 'Cookie: a=b\r\n').replace('GET', 'TRACE')],
];

/** Unusual, and still one request each: whoever is behind a proxy reads it in the same way. */
export const PASSED: readonly (readonly [what: string, bytes: string, line: string, body: string])[] = [
  ['a body of chunks', post(CHUNKED, '5\r\nhello\r\n0\r\n\r\n'), 'POST /x', 'hello'],
  [
    'chunks in capitals',
    post('Transfer-Encoding: CHUNKED\r\n', '5\r\nhello\r\n0\r\n\r\n'),
    'POST /x',
    'hello',
  ],
  ['chunk extensions', post(CHUNKED, '5;a="b"\r\nhello\r\n0;c\r\n\r\n'), 'POST /x', 'hello'],
  ['a request inside a body', post(`Content-Length: ${SMUGGLED.length}\r\n`, SMUGGLED), 'POST /x', SMUGGLED],
  ['a name almost like one', post('Content_Length: 9\r\nContent-Length: 5\r\n', 'hello'), 'POST /x', 'hello'],
  [
    'a length that ends here',
    post('Connection: Content-Length\r\nContent-Length: 5\r\n', 'hello'),
    'POST /x',
    'hello',
  ],
  ['a body that HEAD has not', `HEAD /x HTTP/1.1\r\n${HOST}Content-Length: 5\r\n\r\nhello`, 'HEAD /x', ''],
  ['an absolute target', get('http://evil.example/x'), 'GET /x', ''],
  ['an encoded way up', get('/api/room/foo/%2e%2e/bar'), 'GET /api/room/bar', ''],
  ['a way up beyond the root', get('/../../etc/passwd'), 'GET /etc/passwd', ''],
  ['a way up behind encoded slashes', get('/api/room/foo%2f..%2fbar'), 'GET /api/room/foo%2f..%2fbar', ''],
  ['backslashes', get('/api\\room\\foo'), 'GET /api/room/foo', ''],
  ['a host in the path', get('//evil.example/x'), 'GET /evil.example/x', ''],
  ['halves of escapes', get('/%zz?%'), 'GET /%zz?%', ''],
];
