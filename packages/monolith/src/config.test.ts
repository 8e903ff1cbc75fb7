import { describe, expect, it } from 'bun:test';
import { clientLimits } from '@usher/client-gate';
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
      rate_limit: 1000,
      allowed_origins: ['same-host'],
      base_url: '/',
      unload_after: 300_000,
      shutdown: 10_000,
      sponsorblock_url: 'https://sponsor.ajay.app',
      media_allow_hosts: [],
      youtube_api_key: '',
      peertube_instances: [],
      limits: clientLimits.parse({}), // OWN-6
    });
  });

  const accepted: [option: string, value: unknown][] = [
    ['live_state', 'redis://valkey:6379'],
    ['live_state', 'rediss://:password@valkey'],
    ['database', 'postgres://user:password@host:5432/usher'],
    ['media_allow_hosts', ['media.internal', '127.0.0.1:8000', '[::1]:8000']],
    ['peertube_instances', ['video.example.org']],
    ['dialect', 'ott'],
    ['sponsorblock_url', ''],
    ['sponsorblock_url', 'http://localhost:8080/mirror'],
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
    ['dialect', 'dutch'],
    ['base_url', 'watch'],
    ['unload_after', 300],
    ['media_allow_hosts', ['http://example.org']],
    ['media_allow_hosts', ['example.org:99999']],
    ['media_allow_hosts', ['example.org/films']],
    ['peertube_instances', ['https://video.example.org']],
    ['rate_limit', -1],
    ['sponsorblock_url', 'sponsor.ajay.app'],
    ['sponsorblock_url', 'file:///etc/passwd'],
    ['no_such_option', true],
  ];
  for (const [option, value] of refused) {
    it(`[CFG-1] refuses ${option} = ${JSON.stringify(value)}`, () => {
      expect(monolithConfig.safeParse({ [option]: value }).success).toBe(false);
    });
  }
});
