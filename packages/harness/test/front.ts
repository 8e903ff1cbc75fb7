import type { SiteConfigInput } from '@usher/cli/site-schema';
import { until } from '@usher/kit/testing';
import { frame, RawSocket, TestClient } from '../src/fakes/index.ts';
import { startSite, TEST_KEYS } from '../src/index.ts';

export type FrontName = 'monolith' | 'balancer';

/** What configures clients at either front. */
type FrontConfig = Pick<NonNullable<SiteConfigInput['monolith']>, 'allowed_origins' | 'limits'>;

/** Where clients connect: a Monolith itself, or a Balancer with a Monolith behind it. There is a room `foo`. */
export interface Front extends AsyncDisposable {
  readonly port: number;
  /** All that the front's process has logged. */
  logs(): string;
  /** One of its metrics: `refusals_total{limit="clients"}`; 0 when there is none. */
  metric(name: string): Promise<number>;
  /** Somebody who is in the room. */
  join(room?: string): Promise<TestClient>;
  /** A raw WebSocket that has joined. */
  joinRaw(): Promise<RawSocket>;
  readonly auth: string;
}

export async function startFront(name: FrontName, config: FrontConfig = {}): Promise<Front> {
  const isDirect = name === 'monolith';
  const trusting = { trusted_proxies: ['127.0.0.0/8'] };
  const site = await startSite(
    { monoliths: 1, balancers: isDirect ? 0 : 1 },
    { [name]: { ...config, ...trusting } },
  );
  const [monolith] = site.monoliths;
  const [balancer] = site.balancers;
  const process = balancer ?? monolith;
  const port = balancer?.ports.port ?? monolith?.ports.httpPort ?? 0;
  const origin = `http://127.0.0.1:${port}`;
  const { token } = (await (await fetch(`${origin}/api/auth/grant`)).json()) as { token: string };
  const authorization = { Authorization: `Bearer ${token}` };
  await fetch(`${origin}/api/room/create`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...authorization },
    body: '{"name":"foo"}',
  });
  const auth = JSON.stringify({ action: 'auth', token });
  const metrics = async () => {
    const headers = { Authorization: `Bearer ${TEST_KEYS.api}` };
    return (await fetch(`${origin}/api/status/metrics`, { headers })).text();
  };
  return {
    port,
    auth,
    logs: () => process?.logs ?? '',
    async metric(metric) {
      const line = (await metrics()).split('\n').find((each) => each.startsWith(`usher_${name}_${metric} `));
      return Number(line?.split(' ').at(-1) ?? 0);
    },
    async join(room = 'foo') {
      const client = await TestClient.join(port, room, token);
      await client.hears('that it has joined', ({ action }) => action === 'you');
      return client;
    },
    async joinRaw() {
      const raw = await RawSocket.upgraded(port);
      raw.write(textFrame(auth));
      await until('a raw socket has joined', () => raw.text.includes('"action":"you"'));
      return raw;
    },
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

/** A text frame as a client sends it. */
export function textFrame(payload: string): Buffer {
  return frame({ head: 0x81, payload });
}

/** Knocks with a handshake: the connection, once it is answered. */
export async function knock(port: number, headers: Record<string, string> = {}): Promise<RawSocket> {
  const raw = await RawSocket.connect(port);
  raw.write(RawSocket.handshake('/api/room/foo', headers));
  await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
  return raw;
}

export const statusOf = ({ text }: RawSocket): number => Number(text.slice(9, 12));
