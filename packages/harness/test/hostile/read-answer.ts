/** An answer as a client reads it that takes every byte at its word. */
export interface Answer {
  readonly status: number;
  /** Its header lines, as they came. */
  readonly headers: readonly string[];
  readonly body: string;
  /** All of the body is there that was announced. */
  readonly isWhole: boolean;
  /** What stands behind it. */
  readonly rest: string;
}

const HEADER = /^[\w!#$%&'*+.^`|~-]+: ?[\t\x20-\x7e\x80-\xff]*$/;

/** The first answer of `text`, in Latin-1, that is not about one to come; `null`: there is none, or its head is not as it must be. */
export function readAnswer(text: string): Answer | null {
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...headers] = text.slice(0, Math.max(0, end)).split('\r\n');
  const [, digits] = /^HTTP\/1\.1 ([1-5]\d\d)(?: [^\r\n]*)?$/.exec(line) ?? [];
  if (digits === undefined || !headers.every((header) => HEADER.test(header))) return null;
  const status = Number(digits);
  const rest = text.slice(end + 4);
  if (status === 204 || status === 304) return { status, headers, body: '', isWhole: true, rest };
  const valueOf = (name: string) =>
    headers
      .find((header) => header.toLowerCase().startsWith(`${name}:`))
      ?.split(':')[1]
      ?.trim();
  if (valueOf('transfer-encoding') === 'chunked') return { status, headers, ...readChunks(rest) };
  const length = Number(valueOf('content-length') ?? rest.length);
  const body = rest.slice(0, length);
  return { status, headers, body, isWhole: body.length === length, rest: rest.slice(length) };
}

function readChunks(text: string): Pick<Answer, 'body' | 'isWhole' | 'rest'> {
  let body = '';
  for (let at = 0; ;) {
    const [head, digits = ''] = /^([\da-f]+)\r\n/i.exec(text.slice(at, at + 20)) ?? [];
    if (head === undefined) return { body, isWhole: false, rest: '' };
    const size = Number.parseInt(digits, 16);
    const start = at + head.length;
    if (text.slice(start + size, start + size + 2) !== '\r\n') return { body, isWhole: false, rest: '' };
    if (size === 0) return { body, isWhole: true, rest: text.slice(start + 2) };
    body += text.slice(start, start + size);
    at = start + size + 2;
  }
}
