import { describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import type { Logger } from '@usher/kit/runtime';
import { balancerProcessConfig, type BalancerConfig } from '../config.ts';
import { addressBlock, TrustedProxies } from './client-address.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { Entrance } from './entrance.ts';
import { QuietLog } from './quiet-log.ts';
import { Traffic } from './traffic.ts';

const parse = (balancer: object) =>
  balancerProcessConfig.parse({ link: { auth: 'none', secrets: [] }, balancer }).balancer;

/** An entrance that keeps what it logs. */
function entranceOf(config: BalancerConfig) {
  const time = new FakeTime();
  const lines: Record<string, unknown>[] = [];
  const log = new QuietLog({ warn: (fields: object) => void lines.push({ ...fields }) } as Logger, time);
  const limits = new ConnectionLimits({ limits: () => config.limits, unauthenticated: () => 0, clock: time });
  const proxies = new TrustedProxies([]);
  const entrance = new Entrance({ config: () => config, limits, proxies, log, traffic: new Traffic() });
  const knock = (address: string, headers: Record<string, string> = {}) =>
    entrance.refusal(new Request('http://here/api/room/foo', { headers }), address, address)?.status ?? null;
  return { time, lines, limits, knock };
}

describe('the entrance', () => {
  it('[CON-5] the log line of a refusal names the address, the option and its value', () => {
    const { knock, limits, lines } = entranceOf(parse({ limits: { clients_per_ip: 1 } }));
    expect(knock('2001:db8::1')).toBeNull();
    limits.opened(addressBlock('2001:db8::1'));
    expect(knock('2001:db8::2')).toBe(503);
    expect(lines).toEqual([{ address: '2001:db8::2', option: 'balancer.limits.clients_per_ip', limit: 1 }]);
    expect(knock('2001:db8:0:1::2', { origin: 'https://evil.example' })).toBe(403);
    expect(lines[1]).toMatchObject({ option: 'balancer.allowed_origins', origin: 'https://evil.example' });
  });

  it('[CON-5] a flood of refusals does not flood the log', () => {
    const { knock, time, lines } = entranceOf(parse({ limits: { handshakes_per_second: 1 } }));
    for (let n = 0; n < 10_000; n++) knock('192.0.2.1');
    expect(lines.length).toBe(10);
    time.advance(10_000);
    for (let n = 0; n < 2; n++) knock('192.0.2.1');
    expect(lines.length).toBe(11);
    expect(lines.at(-1)).toMatchObject({ leftOut: 10_000 - 1 - 10 });
  });

  it('[CON-5] nothing is left of addresses that are gone', () => {
    const { limits } = entranceOf(parse({}));
    for (const address of ['a', 'b', 'a']) limits.opened(address);
    for (const address of ['a', 'b', 'a']) limits.closed(address);
    expect(limits.addresses).toBe(0);
  });

  it('[CON-8] [BAL-33] what is not an origin is a configuration error', () => {
    expect(parse({ allowed_origins: ['HTTPS://A.example:443', '*'] }).allowed_origins).toEqual([
      'https://a.example',
      '*',
    ]);
    for (const bad of ['a.example', 'https://a.example/', 'https://a.example/path', 'ftp://a', ''])
      expect(() => parse({ allowed_origins: [bad] })).toThrow('same-host');
  });
});

describe('addressBlock', () => {
  it('[CON-5] an IPv4 address is one; of an IPv6 address the /64 counts, however it is written', () => {
    const blocks: Record<string, string> = {
      '192.0.2.1': '192.0.2.1',
      '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
      '2001:DB8:0001:2::1': '2001:db8:1:2::/64',
      '2001:db8::1': '2001:db8:0:0::/64',
      '2001:db8:1:2:3::': '2001:db8:1:2::/64',
      '::1': '0:0:0:0::/64',
      '::': '0:0:0:0::/64',
      'fe80::1%eth0': 'fe80:0:0:0::/64',
      '64:ff9b::192.0.2.1': '64:ff9b:0:0::/64',
      'not an address': 'not an address',
    };
    for (const [address, block] of Object.entries(blocks)) expect(addressBlock(address)).toBe(block);
  });
});
