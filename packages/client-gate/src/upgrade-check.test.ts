import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { QuietLog, type Logger } from '@usher/kit/runtime';
import { addressBlock, TrustedProxies } from './client-address.ts';
import { clientLimits } from './client-limits.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { GateCounts } from './gate-counts.ts';
import { UpgradeCheck } from './upgrade-check.ts';

/** An entrance that keeps what it logs. */
function entranceWith(options: { clients_per_ip?: number; handshakes_per_second?: number }) {
  const limits = clientLimits.parse(options);
  const time = new FakeTime();
  const lines: Record<string, unknown>[] = [];
  const log = new QuietLog({ warn: (fields: object) => void lines.push({ ...fields }) } as Logger, time);
  const connections = new ConnectionLimits({ limits: () => limits, unauthenticated: () => 0, clock: time });
  const check = new UpgradeCheck({
    section: 'monolith',
    limits: () => limits,
    allowedOrigins: () => ['same-host'],
    connections,
    proxies: new TrustedProxies([], 'monolith.trusted_proxies'),
    log,
    counts: new GateCounts(),
  });
  const knock = (address: string, headers: Record<string, string> = {}) =>
    check.refusal(new Request('http://here/api/room/foo', { headers }), address, address)?.status ?? null;
  return { time, lines, connections, knock };
}

describe('the check before an upgrade', () => {
  it('[CON-5] the log line of a refusal names the address, the option and its value', () => {
    const { knock, connections, lines } = entranceWith({ clients_per_ip: 1 });
    expect(knock('2001:db8::1')).toBeNull();
    connections.opened(addressBlock('2001:db8::1'));
    expect(knock('2001:db8::2')).toBe(503);
    expect(lines).toEqual([{ address: '2001:db8::2', option: 'monolith.limits.clients_per_ip', limit: 1 }]);
    expect(knock('2001:db8:0:1::2', { origin: 'https://evil.example' })).toBe(403);
    expect(lines[1]).toMatchObject({ option: 'monolith.allowed_origins', origin: 'https://evil.example' });
  });

  it('[CON-5] a flood of refusals does not flood the log', () => {
    const { knock, time, lines } = entranceWith({ handshakes_per_second: 1 });
    for (let n = 0; n < 10_000; n++) knock('192.0.2.1');
    expect(lines.length).toBe(10);
    time.advance(10_000);
    for (let n = 0; n < 2; n++) knock('192.0.2.1');
    expect(lines.length).toBe(11);
    expect(lines.at(-1)).toMatchObject({ leftOut: 10_000 - 1 - 10 });
  });

  it('[CON-5] nothing is left of addresses that are gone', () => {
    const { connections } = entranceWith({});
    for (const address of ['a', 'b', 'a']) connections.opened(address);
    for (const address of ['a', 'b', 'a']) connections.closed(address);
    expect(connections.addresses).toBe(0);
  });
});
