import { describe, expect, it } from 'bun:test';
import { monolithConfig } from './config.ts';

describe('the configuration of a Monolith', () => {
  it('[CFG-1] has a default for every option', () => {
    expect(monolithConfig.parse({})).toEqual({
      host: '::',
      port: 3000,
      link_enabled: true,
      link_port: 3002,
      dialect: 'seed',
      data_dir: './data',
      live_state: 'sqlite',
      database: 'sqlite',
      api_key: '',
      trusted_proxies: [],
      base_url: '/',
      unload_after: 300_000,
      shutdown: 10_000,
      media_allow_hosts: [],
    });
  });

  const accepted: [option: string, value: unknown][] = [
    ['live_state', 'redis://valkey:6379'],
    ['live_state', 'rediss://:password@valkey'],
    ['database', 'postgres://user:password@host:5432/usher'],
  ];
  for (const [option, value] of accepted) {
    it(`[CFG-1] [OWN-5] accepts ${option} = ${JSON.stringify(value)}`, () => {
      expect(monolithConfig.parse({ [option]: value })).toMatchObject({ [option]: value });
    });
  }

  const refused: [option: string, value: unknown][] = [
    ['live_state', 'postgres://localhost'],
    ['live_state', 'localhost:6379'],
    ['database', 'redis://localhost'],
    ['dialect', 'ott'],
    ['base_url', 'watch'],
    ['unload_after', 300],
    ['media_allow_hosts', ['example.org']],
    ['no_such_option', true],
  ];
  for (const [option, value] of refused) {
    it(`[CFG-1] refuses ${option} = ${JSON.stringify(value)}`, () => {
      expect(monolithConfig.safeParse({ [option]: value }).success).toBe(false);
    });
  }
});
