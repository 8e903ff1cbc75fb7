import { createHash, randomBytes } from 'node:crypto';

/** RFC 6455, section 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const END_OF_HEAD = '\r\n\r\n';

/** The first request of a WebSocket client, and what must be the answer (RFC 6455, section 4.1). */
export class Upgrade {
  readonly #key = randomBytes(16).toString('base64');

  request(url: URL, headers: Readonly<Record<string, string>>): string {
    const lines = Object.entries({
      Host: url.host,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Key': this.#key,
      'Sec-WebSocket-Version': '13',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`);
    return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}${END_OF_HEAD}`;
  }

  /** @returns how long the head of the answer is; `null`: it is no yes; `undefined`: it has not come whole */
  accepts(answer: Buffer): number | null | undefined {
    const end = answer.indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const [status = '', ...lines] = answer.toString('latin1', 0, end).split('\r\n');
    const headers = new Map(lines.map(parseHeader));
    const isYes =
      /^HTTP\/1\.1 101(?: |$)/.test(status) &&
      headers.get('upgrade')?.toLowerCase() === 'websocket' &&
      /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(headers.get('connection') ?? '') &&
      headers.get('sec-websocket-accept') === this.#accept() &&
      !headers.has('sec-websocket-extensions') && // none was offered
      !headers.has('sec-websocket-protocol');
    return isYes ? end + END_OF_HEAD.length : null;
  }

  #accept(): string {
    return createHash('sha1')
      .update(this.#key + GUID)
      .digest('base64');
  }
}

function parseHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
