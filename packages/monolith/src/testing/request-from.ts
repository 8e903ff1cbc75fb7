import { request } from 'node:http';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Makes a request as from another machine: on Linux every address of 127.0.0.0/8 is this one. */
export function requestFrom(
  address: string,
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(url, { method, headers, localAddress: address, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const { statusCode: status = 0, headers: received } = response;
      const pairs = Object.entries(received).map(([name, value]): [string, string] => [name, String(value)]);
      resolve({ status, headers: new Headers(pairs), text: Buffer.concat(chunks).toString() });
    });
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}
