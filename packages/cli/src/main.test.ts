import { afterAll, describe, expect, it } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

const MAIN = join(import.meta.dir, 'main.ts');
const SECRET = 'a-secret-of-links-that-is-for-tests-only';
const directory = mkdtempSync(join(tmpdir(), 'usher-cli-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function usher(args: string[], env: Record<string, string> = {}) {
  const child = Bun.spawn([process.execPath, MAIN, ...args], {
    cwd: directory,
    env: { ...Bun.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { code, output, errors };
}

function fileWith(toml: string): string {
  const file = join(directory, `${Bun.randomUUIDv7()}.toml`);
  writeFileSync(file, toml);
  return file;
}

describe('usher', () => {
  it('[CFG-3] explains itself with --help, by examples', async () => {
    const { code, output } = await usher(['--help']);
    expect(code).toBe(0);
    for (const text of ['up', 'balancer', 'monolith', 'check', 'Examples:']) expect(output).toContain(text);
  });

  it('[CFG-3] explains its commands', async () => {
    expect(await usher(['up', '--help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('--data-dir'),
    });
  });

  it('[CFG-3] says its version', async () => {
    expect(await usher(['--version'])).toMatchObject({ code: 0, output: `${manifest.version}\n` });
  });

  it.each([
    [['serve'], "unknown command 'serve'"],
    [['up', '--monoliths', 'many'], 'Expected a number from 1 to 32'],
    [['balancer', 'now'], 'Unexpected argument now'],
    [['balancer', '--balancer.drain'], '--balancer.drain needs a value'],
  ])('[BAL-33] exits with 2 when the command line is wrong: %j', async (args, complaint) => {
    expect(await usher(args)).toMatchObject({ code: 2, errors: expect.stringContaining(complaint) });
  });
});

describe.each(['balancer', 'monolith'])('usher %s', (role) => {
  it('[BAL-33] exits with 0 when --check finds nothing wrong', async () => {
    const file = fileWith(`[link]\nsecrets = ["${SECRET}"]`);
    const { code, output } = await usher([role, '--check', '--config', file]);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('is valid') });
  });

  it('[BAL-33] exits with 2 when a value is bad, and names it', async () => {
    const args = [role, `--${role}.port`, '80000', `--link.secrets=["${SECRET}"]`];
    expect(await usher(args)).toMatchObject({
      code: 2,
      errors: `The configuration cannot be used:\n  ${role}.port: expected a port from 0 to 65535, found 80000 (from --${role}.port)\n`,
    });
  });

  it('[CFG-3] takes --port for its main port', async () => {
    expect(await usher([role, '--check', '--port', 'x'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining(`${role}.port: expected a port`),
    });
  });

  it('[BAL-33] exits with 2 when the configuration file is missing', async () => {
    expect(await usher([role, '--check', '--config', 'none.toml'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('Cannot read the configuration file none.toml'),
    });
  });

  it('[LNK-13] wants a secret for the link', async () => {
    expect(await usher([role, '--check'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('link.secrets'),
    });
  });

  it('[CFG-1] ignores the sections of other roles, and usher check does not', async () => {
    const other = role === 'balancer' ? 'monolith' : 'balancer';
    const file = fileWith(`[link]\nsecrets = ["${SECRET}"]\n[${other}]\nport = "none"`);
    expect((await usher([role, '--check', '--config', file])).code).toBe(0);
    expect(await usher(['check', '--config', file])).toMatchObject({
      code: 2,
      errors: expect.stringContaining(`${other}.port`),
    });
  });
});

it('[CFG-1] needs no secret for a Monolith without a link', async () => {
  expect((await usher(['monolith', '--check'], { USHER_MONOLITH__LINK_ENABLED: 'false' })).code).toBe(0);
});

it('[CFG-1] [OTT-1] needs no secret in front of servers that speak ott, and one as soon as another does not', async () => {
  const source = (dialect: string) => ({
    method: 'static',
    dialect,
    monoliths: [{ host: '127.0.0.1', port: 3002 }],
  });
  const check = (sources: unknown[]) =>
    usher(['balancer', '--check'], { USHER_BALANCER__DISCOVERY: JSON.stringify(sources) });
  expect((await check([source('ott'), source('ott')])).code).toBe(0);
  expect(await check([source('seed')])).toMatchObject({
    code: 2,
    errors: expect.stringContaining('link.secrets'),
  });
});

it('[CFG-1] sees secrets where nothing else is said of the link', async () => {
  const { code, output } = await usher(['check', '--config', fileWith(`[link]\nsecrets = ["${SECRET}"]`)]);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.not.stringContaining('is empty') });
});

it('[CFG-1] [OTT-1] needs no secret for a Monolith that speaks ott, and one for any other', async () => {
  const check = (dialect: string) => usher(['monolith', '--check'], { USHER_MONOLITH__DIALECT: dialect });
  expect((await check('ott')).code).toBe(0);
  expect(await check('seed')).toMatchObject({ code: 2, errors: expect.stringContaining('link.secrets') });
});

it('[CFG-1] finds usher.toml where it is started', async () => {
  const file = join(directory, 'usher.toml');
  writeFileSync(file, 'region = 1');
  const { code, errors } = await usher(['check']);
  rmSync(file);
  expect({ code, errors }).toMatchObject({
    code: 2,
    errors: expect.stringContaining('region: expected string'),
  });
});

it('[CFG-3] says that a secret is still missing, without which only up can run', async () => {
  const { code, output } = await usher(['check']);
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringContaining('link.secrets is empty'),
  });
});
