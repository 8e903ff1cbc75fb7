import { describe, expect, it } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { until } from '@usher/kit/testing';
import { RunningSite } from './running-site.ts';

const NPX_USHER = ['node', fileURLToPath(new URL('../../cli/bin/usher.mjs', import.meta.url))];

const isGone = (site: RunningSite) => () => site.processes().length === 0;

describe('usher up', () => {
  it('[CFG-3] serves the site and its health, and says where', async () => {
    await using site = new RunningSite();
    await site.ready();
    expect(site.processes('monolith')).toHaveLength(2);
    expect(site.processes('balancer')).toHaveLength(1);
    expect(site.output).toContain(`http://localhost:${site.port}`);

    const page = await fetch(`http://127.0.0.1:${site.port}/`);
    expect({ status: page.status, text: await page.text() }).toMatchObject({
      status: 200,
      text: expect.stringContaining('<!doctype html>'),
    });
    const [, operators] = /For operators +(http:\/\/127\.0\.0\.1:\d+)/.exec(site.output) ?? [];
    expect((await fetch(`${operators}/healthz`)).status).toBe(200);
    const [, map, key] = /Live map +(http:\/\/127\.0\.0\.1:\d+\/)#key=(\S+)/.exec(site.output) ?? [];
    expect(map).toBe(`${operators}/`); // WEB-20
    expect(await (await fetch(`${map}`)).text()).toContain('<!doctype html>');
    expect((await fetch(`${map}state`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200);
  });

  it('[CFG-3] gives each of several Balancers the next port', async () => {
    await using site = new RunningSite(['--monoliths', '1', '--balancers', '2']);
    await site.ready();
    for (const port of [site.port, site.port + 1]) {
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    }
    const links = [...site.output.matchAll(/Live map +http:\/\/(\S+)\/#key=(\S+)/g)];
    const [one, other] = links.map(([, address]) => address);
    const headers = { Authorization: `Bearer ${links[0]?.[2]}` };
    const peers = async (address = '') => (await fetch(`http://${address}/peers`, { headers })).json();
    expect([await peers(one), await peers(other)]).toEqual([[other], [one]]); // WEB-20
  });

  it('[CFG-3] exits with 0 after Ctrl-C, and leaves nothing behind', async () => {
    await using site = new RunningSite();
    await site.ready();
    site.ctrlC();
    expect(await site.exited).toBe(0);
    expect(site.processes()).toBeEmpty();
  });

  it('[CFG-3] stops while it starts', async () => {
    await using site = new RunningSite();
    await until('a Monolith was started', () => site.processes('monolith').length > 0);
    site.ctrlC();
    expect(await site.exited).toBe(0);
    expect(site.processes()).toBeEmpty();
  });

  it('[CFG-3] takes its processes along when it is killed', async () => {
    await using site = new RunningSite(['--verbose']);
    await site.ready();
    process.kill(site.pid, 'SIGKILL');
    await until('all have ended', isGone(site));
  });

  it('[CFG-3] starts a Monolith that was killed again, and serves on', async () => {
    await using site = new RunningSite(['--monoliths', '1']);
    await site.ready();
    const [killed = 0] = site.processes('monolith');
    process.kill(killed, 'SIGKILL');
    await until('another Monolith runs', () => site.processes('monolith').some((pid) => pid !== killed));
    await until('the page is served', async () => (await fetch(`http://127.0.0.1:${site.port}/`)).ok);
    expect(site.output).toContain('Monolith 1 was killed (SIGKILL); starting it again');
  });

  it('[CFG-3] says which port is in use, and how to choose another', async () => {
    await using site = new RunningSite();
    await site.ready();
    await using second = new RunningSite(['--port', String(site.port)]);
    expect(await second.exited).toBe(1);
    await until('it has said why', () => second.output.includes(`Port ${site.port} is in use`));
    expect(second.output).toContain('--port');
    expect(second.processes()).toBeEmpty();
  });

  it('[BAL-33] exits with 2 when the configuration cannot be used', async () => {
    await using site = new RunningSite(['--balancer.park', 'long']);
    expect(await site.exited).toBe(2);
    await until('it has said why', () => site.output.includes('balancer.park: expected a duration'));
  });
});

describe('npx usher', () => {
  it('[CFG-3] passes Ctrl-C and the exit code on', async () => {
    await using site = new RunningSite(['--monoliths', '1'], NPX_USHER);
    await site.ready();
    site.ctrlC();
    expect(await site.exited).toBe(0);
    expect(site.processes()).toBeEmpty();
  });

  it('[CFG-3] passes on the exit code of a bad configuration', async () => {
    await using site = new RunningSite(['--region', 'here', '--nonsense', '1'], NPX_USHER);
    expect(await site.exited).toBe(2);
  });
});
