import { afterAll, describe, expect, it } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { loadConfig, type ConfigSources } from './config.ts';
import { duration, port } from './units.ts';

const schema = z.strictObject({
  name: z.string().default('unnamed'),
  server: z
    .strictObject({
      port: port().default(8080),
      drain: duration().prefault('20s'),
      placement: z.enum(['rendezvous', 'random']).default('rendezvous'),
      enabled: z.boolean().default(true),
      operator_key: z.string().min(8, 'expected at least 8 characters').default('12345678'),
      database: z.union([z.literal('sqlite'), z.url({ protocol: /^postgres$/ })]).default('sqlite'),
      peers: z.array(z.strictObject({ host: z.string(), port: port() })).default([]),
      limits: z.strictObject({ clients: z.int().min(1).default(50) }).prefault({}),
    })
    .prefault({}),
});

const directory = mkdtempSync(join(tmpdir(), 'usher-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

function load({ toml, env = {}, flags = {} }: { toml?: string } & Partial<ConfigSources>) {
  const file = toml === undefined ? undefined : join(directory, 'usher.toml');
  if (file !== undefined) writeFileSync(file, toml ?? '');
  return loadConfig(schema, { file, env, flags });
}

function complaintOf(sources: Parameters<typeof load>[0]): string {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('sources', () => {
  it('[CFG-1] has a default for everything', () => {
    expect(load({})).toMatchObject({ name: 'unnamed', server: { port: 8080, drain: 20_000, peers: [] } });
  });

  it('[CFG-1] reads the file', () => {
    const toml =
      'name = "a"\n[server]\nport = 1\npeers = [{ host = "h", port = 2 }]\n[server.limits]\nclients = 3';
    expect(load({ toml })).toMatchObject({
      name: 'a',
      server: { port: 1, peers: [{ host: 'h', port: 2 }], limits: { clients: 3 } },
    });
  });

  it('[CFG-2] lets the environment overrule the file, and flags overrule both', () => {
    const toml = 'name = "file"\n[server]\nport = 1\ndrain = "1s"';
    const env = { USHER_SERVER__PORT: '2', USHER_SERVER__DRAIN: '2s' };
    const flags = { 'server.drain': '3s' };
    expect(load({ toml, env, flags })).toMatchObject({ name: 'file', server: { port: 2, drain: 3000 } });
  });

  it('[CFG-2] reads lists and tables in variables as JSON', () => {
    const env = {
      USHER_SERVER__PEERS: '[{"host":"127.0.0.1","port":40001}]',
      USHER_SERVER__LIMITS: '{"clients":7}',
      USHER_SERVER__ENABLED: 'false',
    };
    expect(load({ env }).server).toMatchObject({
      peers: [{ host: '127.0.0.1', port: 40_001 }],
      limits: { clients: 7 },
      enabled: false,
    });
  });

  it('[CFG-2] lets the variable of an option overrule the one of its table, whatever their order', () => {
    const env = { USHER_SERVER__PORT: '2', USHER_SERVER: '{"port":1,"enabled":false}' };
    expect(load({ env }).server).toMatchObject({ port: 2, enabled: false });
  });

  it('[CFG-2] takes text as it is, even when it looks like JSON', () => {
    expect(load({ env: { USHER_NAME: '42' }, flags: { 'server.operator_key': '12345678' } })).toMatchObject({
      name: '42',
      server: { operator_key: '12345678' },
    });
  });

  it('[CFG-2] ignores variables of others', () => {
    expect(load({ env: { PORT: '1', PATH: '/bin' } }).server.port).toBe(8080);
  });

  it('[BAL-33] names a file that is missing or not TOML', () => {
    const file = join(directory, 'none.toml');
    expect(() => loadConfig(schema, { file, env: {}, flags: {} })).toThrow(
      /Cannot read the configuration file .*none\.toml/,
    );
    expect(complaintOf({ toml: 'name = ' })).toContain('usher.toml is not valid TOML');
  });
});

describe('complaints', () => {
  it('[BAL-33] names the key, what was expected, what was found, and where it came from', () => {
    const complaint = complaintOf({ toml: '[server]\ndrain = 20', env: { USHER_SERVER__PORT: '80000' } });
    expect(complaint).toContain('server.drain: expected a duration such as "10s", "250ms" or "5m", found 20');
    expect(complaint).toContain(
      'server.port: expected a port from 0 to 65535, found 80000 (from USHER_SERVER__PORT)',
    );
  });

  it('[BAL-33] reports everything at once, one line each', () => {
    const flags = { 'server.port': 'x', 'server.placement': 'nearest', 'server.enabled': 'yes' };
    expect(complaintOf({ flags }).split('\n')).toEqual([
      'The configuration cannot be used:',
      '  server.port: expected a port from 0 to 65535, found "x" (from --server.port)',
      '  server.placement: expected one of "rendezvous"|"random", found "nearest" (from --server.placement)',
      '  server.enabled: expected boolean, found "yes" (from --server.enabled)',
    ]);
  });

  it('[BAL-33] names values inside lists, and values that are missing', () => {
    const complaint = complaintOf({ toml: '[server]\npeers = [{ host = "a", port = 1 }, { port = -2 }]' });
    expect(complaint).toContain('server.peers.1.host: expected string, found nothing');
    expect(complaint).toContain('server.peers.1.port: expected a port from 0 to 65535, found -2');
  });

  it.each([
    [{ toml: '[server]\nprot = 1' }, 'server.prot: there is no such option'],
    [{ env: { USHER_SERVERS__PORT: '1' } }, 'servers: there is no such option'],
    [{ flags: { nmae: 'x' } }, 'nmae: there is no such option (from --nmae)'],
  ])('[CFG-1] refuses unknown keys: %j', (sources, expected) => {
    expect(complaintOf(sources)).toContain(expected);
  });

  it.each([
    { toml: '[server]\noperator_key = "hunter2"' },
    { toml: '[[server]]\noperator_key = "hunter2"' },
    { toml: 'name = { token = "hunter2" }' },
    { env: { USHER_SERVER__DATABASE: 'mysql://me:hunter2@host/db' } },
  ])('[BAL-34] shows no secrets: %j', (sources) => {
    expect(complaintOf(sources)).not.toContain('hunter2');
  });
});
