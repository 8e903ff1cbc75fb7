/** Headers that concern one connection only and are never passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What a header's name can be; any other would throw. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Takes away the headers that end here, those named by `Connection` included (BAL-21). */
export function keepEndToEnd(headers: Headers): Headers {
  const named = headers.get('connection');
  for (const name of HOP_BY_HOP) headers.delete(name);
  // Who says no more than this has named nothing.
  if (named === null || named === 'keep-alive' || named === 'close') return headers;
  for (const name of named.split(',')) if (TOKEN.test(name.trim())) headers.delete(name.trim());
  return headers;
}
