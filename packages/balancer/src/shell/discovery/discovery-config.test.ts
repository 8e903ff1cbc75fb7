import { describe, expect, it } from 'bun:test';
import { loadConfig } from '@usher/kit/runtime';
import { z } from 'zod';
import { dialectOf, discoveryConfig } from './discovery-config.ts';

const schema = z.strictObject({ balancer: z.strictObject({ discovery: discoveryConfig }) });

const load = (...sources: unknown[]) =>
  loadConfig(schema, { env: { USHER_BALANCER__DISCOVERY: JSON.stringify(sources) }, flags: {} }).balancer
    .discovery;

const fixed = { method: 'static', monoliths: [{ host: 'H', port: 1 }] };

describe('the configuration of discovery', () => {
  it('[BAL-1] has defaults', () => {
    expect(
      load(
        fixed,
        { method: 'dns', query: 'm.test' },
        { method: 'fly', app: 'usher' },
        { method: 'file', path: 'monoliths.json' },
        { method: 'push', port: 4000 },
      ),
    ).toEqual([
      { method: 'static', dialect: 'seed', monoliths: [{ host: 'h', port: 1 }] },
      { method: 'dns', dialect: 'seed', query: 'm.test', type: 'A', interval: 5000 },
      { method: 'fly', dialect: 'seed', app: 'usher', port: 3002, interval: 5000 },
      { method: 'file', dialect: 'seed', path: 'monoliths.json', interval: 1000 },
      { method: 'push', dialect: 'seed', host: '127.0.0.1', port: 4000 },
    ]);
  });

  it('[BAL-1] [BAL-33] names the keys of what cannot be', () => {
    const dns = { method: 'dns', query: 'm.test' };
    const wrong: [string, ...unknown[]][] = [
      ['balancer.discovery: '],
      ['balancer.discovery.0.method: ', { method: 'guess' }],
      ['balancer.discovery.0.monoliths: ', { method: 'static', monoliths: [] }],
      ['balancer.discovery.1.monoliths.0.host: ', fixed, { ...fixed, monoliths: [{ host: 'a b', port: 1 }] }],
      ['balancer.discovery.0.port: expected no port', { ...dns, type: 'SRV', port: 1 }],
      ['balancer.discovery.0.server: expected an IP address', { ...dns, server: 'ns.test' }],
      ['balancer.discovery.0.interval: expected at least', { ...dns, interval: '0s' }],
      ['balancer.discovery.0.app: ', { method: 'fly', app: 'a.b' }],
    ];
    for (const [message, ...sources] of wrong) expect(() => load(...sources)).toThrow(message);
    for (const server of ['10.0.0.2', '127.0.0.1:8600', '[::1]:53', '::1']) load({ ...dns, server });
  });

  it('[BAL-1] is of one dialect: epochs of two cannot be compared', () => {
    expect(() => load({ ...fixed, dialect: 'ott' }, fixed)).toThrow(
      'balancer.discovery.1.dialect: expected "ott", as in balancer.discovery.0',
    );
    expect(dialectOf(load({ ...fixed, dialect: 'ott' }, { ...fixed, dialect: 'ott' }))).toBe('ott');
    expect(dialectOf(load(fixed))).toBe('seed');
  });
});
