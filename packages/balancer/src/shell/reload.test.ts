import { expect, it } from 'bun:test';
import { balancerProcessConfig } from '../config.ts';
import { fixedChanges } from './reload.ts';

const read = (balancer: object, more: object = {}) =>
  balancerProcessConfig.parse({ link: { auth: 'none' }, balancer, ...more });

it('[BAL-33] keys, limits, times, the log level and discovery change while running', () => {
  const monoliths = [{ host: 'elsewhere', port: 1 }];
  const after = read(
    {
      operator_key: 'a',
      api_key: 'b',
      drain: '1s',
      park: '1s',
      tls_cert: 'c',
      tls_key: 'd',
      limits: { message: '1KiB' },
      discovery: [{ method: 'static', monoliths }],
    },
    { log_level: 'debug' },
  );
  expect(fixedChanges(read({}), after)).toEqual([]);
});

it('[BAL-33] all else is named: addresses, placement, and whom to trust', () => {
  const after = read(
    {
      port: 1,
      operator_host: '::',
      placement: 'random',
      trusted_proxies: [],
      discovery: [{ method: 'static', dialect: 'ott', monoliths: [{ host: 'a', port: 1 }] }],
    },
    { region: 'ewr', link: { auth: 'static', secrets: ['x'.repeat(32)] } },
  );
  expect(fixedChanges(read({}), after).toSorted()).toEqual([
    'balancer.discovery',
    'balancer.operator_host',
    'balancer.placement',
    'balancer.port',
    'balancer.trusted_proxies',
    'link.auth',
    'link.secrets',
    'region',
  ]);
});
