import { describe, expect, it } from 'bun:test';
import { frame, RawSocket, SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { readyBalancerFor, SECRET } from './start.ts';

type Options = NonNullable<Parameters<typeof readyBalancerFor>[1]>;

/** A Balancer in front of a Monolith. */
async function scene(options: Options = {}) {
  const monolith = new SeedMonolith({ token: SECRET });
  const balancer = await readyBalancerFor([monolith.address], options);
  return {
    monolith,
    port: balancer.port,
    metrics: async () => (await fetch(`http://127.0.0.1:${balancer.operatorPort}/metrics`)).text(),
    async [Symbol.asyncDispose]() {
      await balancer.stop();
      await monolith[Symbol.asyncDispose]();
    },
  };
}

/** The answer to a handshake: its status, and all of it. */
async function knock(port: number, headers: Record<string, string> = {}): Promise<RawSocket> {
  const raw = await RawSocket.connect(port);
  raw.write(RawSocket.handshake('/api/room/foo', headers));
  await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
  return raw;
}

const statusOf = ({ text }: RawSocket) => Number(text.slice(9, 12));
const from = (address: string) => ({ 'X-Forwarded-For': address });

describe('limits of connections', () => {
  it('[CON-5] per address: 503 with Retry-After, and room again when one has gone', async () => {
    await using at = await scene({ limits: { clients_per_ip: 2 } });
    using first = await knock(at.port, from('192.0.2.1'));
    using second = await knock(at.port, from('192.0.2.1'));
    using third = await knock(at.port, from('192.0.2.1'));
    using other = await knock(at.port, from('192.0.2.2'));
    expect([first, second, third, other].map(statusOf)).toEqual([101, 101, 503, 101]);
    expect(third.text).toMatch(/retry-after: \d+/i);
    expect(third.text).toContain('"success":false');
    expect(await at.metrics()).toContain('usher_balancer_refusals_total{limit="clients_per_ip"} 1');
    first.write(frame({ head: 0x88 }));
    await first.ended();
    await until('there is room', async () => {
      using again = await knock(at.port, from('192.0.2.1'));
      return statusOf(again) === 101;
    });
  });

  it('[CON-5] addresses of one /64 are one; what a client itself says of its address is not believed', async () => {
    await using at = await scene({ limits: { clients_per_ip: 1 } });
    using first = await knock(at.port, from('2001:db8:1:2::1'));
    using neighbour = await knock(at.port, from('2001:db8:1:2:ffff::1'));
    using stranger = await knock(at.port, from('2001:db8:1:3::1'));
    using liar = await knock(at.port, from('198.51.100.7, 2001:db8:1:2::9'));
    expect([first, neighbour, stranger, liar].map(statusOf)).toEqual([101, 503, 101, 503]);
  });

  it('[CON-5] in all', async () => {
    await using at = await scene({ limits: { clients: 2 } });
    using one = await knock(at.port, from('192.0.2.1'));
    using two = await knock(at.port, from('192.0.2.2'));
    using three = await knock(at.port, from('192.0.2.3'));
    expect([one, two, three].map(statusOf)).toEqual([101, 101, 503]);
    expect(await at.metrics()).toContain('usher_balancer_refusals_total{limit="clients"} 1');
  });

  it('[CON-5] before they authenticate', async () => {
    await using at = await scene({ limits: { unauthenticated: 2 } });
    using one = await knock(at.port);
    using two = await knock(at.port);
    using three = await knock(at.port);
    expect([one, two, three].map(statusOf)).toEqual([101, 101, 503]);
    one.write(frame({ head: 0x81, payload: '{"action":"auth","token":"t"}' }));
    await until('it has joined', () => at.monolith.joins().length === 1);
    using four = await knock(at.port);
    expect(statusOf(four)).toBe(101);
    expect(await at.metrics()).toContain('usher_balancer_refusals_total{limit="unauthenticated"} 1');
  });

  it('[CON-5] new ones in a second', async () => {
    await using at = await scene({ limits: { handshakes_per_second: 3 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => knock(at.port)));
    const accepted = answers.filter((raw) => statusOf(raw) === 101).length;
    expect(accepted).toBeGreaterThanOrEqual(3);
    expect(accepted).toBeLessThan(10);
    await until('there is time for more', async () => {
      using again = await knock(at.port);
      return statusOf(again) === 101;
    });
    for (const raw of answers) raw[Symbol.dispose]();
  });
});

describe('origins', () => {
  const statuses = async (port: number, cases: readonly Record<string, string>[]) => {
    const answers: number[] = [];
    for (const headers of cases) {
      using raw = await knock(port, headers);
      answers.push(statusOf(raw));
    }
    return answers;
  };

  it('[CON-8] the same host, or none; others get 403 before the upgrade', async () => {
    await using at = await scene();
    const host = { Host: 'watch.example:8080' };
    const cases = [
      host,
      { ...host, Origin: 'http://watch.example:8080' },
      { Host: 'watch.example', Origin: 'https://watch.example' },
      { Host: 'WATCH.example:443', Origin: 'https://watch.example' },
      { Host: 'upstream', 'X-Forwarded-Host': 'watch.example', Origin: 'https://watch.example' },
      { ...host, Origin: 'http://watch.example' },
      { ...host, Origin: 'https://evil.example' },
      { ...host, Origin: 'https://watch.example:8080.evil.example' },
      { ...host, Origin: 'null' },
    ];
    expect(await statuses(at.port, cases)).toEqual([101, 101, 101, 101, 101, 403, 403, 403, 403]);
    expect(await at.metrics()).toContain('usher_balancer_refusals_total{limit="origin"} 4');
  });

  it('[CON-8] origins that are named, and all', async () => {
    await using named = await scene({ allowed_origins: ['https://a.example'] });
    const cases = [
      { Origin: 'https://a.example' },
      { Origin: 'http://a.example' },
      { Origin: 'http://localhost' },
    ];
    expect(await statuses(named.port, cases)).toEqual([101, 403, 403]);
    await using all = await scene({ allowed_origins: ['*'] });
    expect(await statuses(all.port, [...cases, { Origin: 'null' }])).toEqual([101, 101, 101, 101]);
  });
});

describe('the rate of messages', () => {
  it('[CON-5] a burst passes at once; more is slowed down, nothing is lost, and the order is kept', async () => {
    await using at = await scene({ limits: { messages_per_second: 50, messages_burst: 60 } });
    using client = await TestClient.join(at.port, 'foo');
    await until('it has joined', () => at.monolith.joins().length === 1);
    const startedAt = performance.now();
    for (let n = 0; n < 150; n++) client.say({ n });
    await until('the burst has passed', () => at.monolith.said.length >= 59);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(await at.metrics()).toContain('usher_balancer_unread_clients{reason="rate"} 1');
    await until('all has arrived', () => at.monolith.said.length === 150);
    expect(performance.now() - startedAt).toBeGreaterThan(((150 - 60) / 50) * 1000 - 100);
    expect(at.monolith.said.map(({ json }) => json.message?.['n'])).toEqual(
      Array.from({ length: 150 }, (_, n) => n),
    );
    expect(await at.metrics()).toContain('usher_balancer_unread_clients{reason="rate"} 0');
    expect(client.closed).toBeNull();
  });

  it('[CON-5] a flood is closed with 1008 after 10 s, its Leave is sent, and the other clients keep their pace', async () => {
    await using at = await scene();
    using flood = await TestClient.join(at.port, 'foo');
    using innocent = await TestClient.join(at.port, 'foo');
    await until('they have joined', () => at.monolith.joins().length === 2);
    const startedAt = performance.now();
    const flooding = setInterval(() => {
      for (let n = 0; n < 20 && flood.closed === null; n++) flood.say({ action: 'flood' });
    }, 10);
    innocent.say({ action: 'hello' });
    await until('the innocent one is heard', () =>
      at.monolith.said.some(({ json }) => json.message?.['action'] === 'hello'),
    );
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await until('the flood is closed', () => flood.closed, 20_000);
    clearInterval(flooding);
    const seconds = (performance.now() - startedAt) / 1000;
    expect(flood.closed).toMatchObject({ code: 1008 });
    expect(seconds).toBeGreaterThan(9);
    const passed = at.monolith.said.filter(({ json }) => json.message?.['action'] === 'flood').length;
    expect(passed).toBeLessThanOrEqual(60 + 20 * (seconds + 1));
    await until('it has left', () => at.monolith.leaves().length === 1);
    expect(innocent.closed).toBeNull();
  }, 30_000);

  it('[CON-5] a flood of pings is not read either', async () => {
    await using at = await scene();
    using raw = await RawSocket.upgraded(at.port);
    for (let n = 0; n < 100; n++) raw.write(frame({ head: 0x89 }));
    await until('it is not read', async () =>
      (await at.metrics()).includes('usher_balancer_unread_clients{reason="rate"} 1'),
    );
  });
});
