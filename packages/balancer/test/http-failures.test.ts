import { describe, expect, it } from 'bun:test';
import { connect } from 'node:net';
import { SeedMonolith } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { connected, readyBalancerFor, SECRET } from './start.ts';

const siteOf = ({ port }: { port: number }) => `http://127.0.0.1:${port}`;
const full = (id: string, port?: number) => ({
  token: SECRET,
  init: { id, version: 1, ...(port !== undefined && { port }) },
});

/** A body whose end the test decides. */
function openBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return {
    body,
    write: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
  };
}

describe('HTTP through the Balancer, when something is wrong', () => {
  it('[BAL-20] a larger body is not kept: misdirected, it is 503', async () => {
    await using a = new SeedMonolith(full('a'));
    await using b = new SeedMonolith(full('b'));
    await using balancer = await readyBalancerFor([a.address, b.address]);
    await connected(balancer, 2);
    for (const [monolith, owner] of [
      [a, 'b'],
      [b, 'a'],
    ] as const) {
      monolith.respond = () => new Response('no', { status: 421, headers: { 'Usher-Owner': owner } });
    }
    const put = (bytes: number) =>
      fetch(`${siteOf(balancer)}/api/room/foo`, { method: 'PUT', body: 'x'.repeat(bytes) });
    const attempts = () => a.requests.length + b.requests.length;
    expect([(await put(65_537)).status, attempts()]).toEqual([503, 1]);
    expect([(await put(65_536)).status, attempts()]).toEqual([503, 3]);
  });

  it('[BAL-21] what may be repeated goes to another Monolith when the connection is refused; a POST does not', async () => {
    await using gone = new SeedMonolith(full('gone', 9));
    await using alive = new SeedMonolith(full('alive'));
    await using balancer = await readyBalancerFor([gone.address, alive.address]);
    await connected(balancer, 2);
    for (let n = 0; n < 20; n++) expect((await fetch(`${siteOf(balancer)}/page`)).status).toBe(200);
    const statuses = new Set<number>();
    for (let n = 0; n < 40; n++)
      statuses.add((await fetch(`${siteOf(balancer)}/page`, { method: 'POST', body: 'x' })).status);
    expect([...statuses].toSorted((x, y) => x - y)).toEqual([200, 502]);
  });

  it('[BAL-21] [BAL-22] a Monolith that does not answer in time is 504; one that has begun may take its time', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], { limits: { response_timeout: 100 } });
    monolith.respond = () => new Promise(() => {});
    const late = await fetch(`${siteOf(balancer)}/slow`);
    expect(late.status).toBe(504);
    expect(await late.json()).toMatchObject({ success: false, error: { name: 'GatewayTimeout' } });

    const { body, write, end } = openBody();
    monolith.respond = () => new Response(body);
    write('first');
    const reader = (await fetch(`${siteOf(balancer)}/stream`)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    monolith.respond = () => new Promise(() => {});
    expect((await fetch(`${siteOf(balancer)}/slow`)).status).toBe(504); // as long as the headers may take, and more
    write('last');
    end();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('last');
  });

  it('[BAL-21] an upload reaches the Monolith while it is being sent', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    let received = '';
    monolith.read = async (request) => {
      const decoder = new TextDecoder();
      for await (const bytes of request.body ?? []) received += decoder.decode(bytes, { stream: true });
      return new Response(received);
    };
    const { body, write, end } = openBody();
    const response = fetch(`${siteOf(balancer)}/upload`, { method: 'POST', body });
    write('first,');
    await until('the first part arrives', () => received === 'first,');
    write('last');
    end();
    expect(await (await response).text()).toBe('first,last');
  });

  it('[BAL-21] when the client goes away, the Monolith learns of it', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    let isAborted = false;
    monolith.respond = (request) => {
      request.signal.addEventListener('abort', () => (isAborted = true));
      return new Promise(() => {});
    };
    const socket = connect(
      balancer.port,
      '127.0.0.1',
      () => void socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'),
    );
    await until('the request has arrived', () => monolith.requests.length === 1);
    socket.destroy();
    await until('it is aborted', () => isAborted);
    const metrics = async () => (await fetch(`http://127.0.0.1:${balancer.operatorPort}/metrics`)).text();
    await until('it is nobody’s failure', async () =>
      (await metrics()).includes('usher_balancer_http_request_seconds_count{status="499"} 1'),
    );
    expect(await metrics()).not.toContain('status="502"');
  });

  it('[HOS-2] requests that wait for a Monolith are bounded, in all and for one address', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], {
      trusted_proxies: ['127.0.0.1'],
      limits: { requests: 8 },
    });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    monolith.respond = async () => {
      await released;
      return new Response('late');
    };
    const get = (address: string) =>
      fetch(`${siteOf(balancer)}/page`, { headers: { 'X-Forwarded-For': address } });
    const waiting = [get('192.0.2.1'), get('192.0.2.1')];
    await until('both have arrived', () => monolith.requests.length === 2);
    const third = await get('192.0.2.1');
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await third.json()).toMatchObject({ success: false, error: { name: 'ServiceUnavailable' } });

    waiting.push(...Array.from({ length: 6 }, (_, n) => get(`192.0.2.${n + 2}`)));
    await until('all places are taken', () => monolith.requests.length === 8);
    expect((await get('192.0.2.9')).status).toBe(503);
    const metrics = await (await fetch(`http://127.0.0.1:${balancer.operatorPort}/metrics`)).text();
    for (const limit of ['requests', 'requests_per_ip'])
      expect(metrics).toContain(`usher_balancer_refusals_total{limit="${limit}"} 1`);

    release();
    expect(await Promise.all(waiting.map(async (each) => (await each).status))).toEqual(Array(8).fill(200));
    expect((await get('192.0.2.9')).status).toBe(200);
  });
});
