import { afterEach, expect, it } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { until } from '@usher/kit/testing';
import { SupervisedProcess } from './supervised-process.ts';

const STAND_IN = fileURLToPath(new URL('../testing/stand-in-role.ts', import.meta.url));

const started: SupervisedProcess<'balancer'>[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.kill();
});

/** The stand-in says its process id as its port. */
function supervise(behaviour = '') {
  const lines: string[] = [];
  const deaths: string[] = [];
  const givenUp: string[] = [];
  const starts: string[] = [];
  const supervised = new SupervisedProcess<'balancer'>({
    command: [process.execPath, STAND_IN],
    environment(before) {
      const port = before === null ? 'any' : String(before.port);
      starts.push(port);
      return { STAND_IN: behaviour, PORT: port };
    },
    onLine: (line) => lines.push(line),
    onDeath: (how) => deaths.push(how),
    onGiveUp: (why) => givenUp.push(why),
  });
  started.push(supervised);
  return { supervised, starts, lines, deaths, givenUp };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('[CFG-3] resolves with the ports once the process is ready', async () => {
  const { supervised, lines } = supervise();
  const { port } = await supervised.start();
  expect(isAlive(port)).toBeTrue();
  await until('its output is passed on', () => lines.includes('port any'));
});

it('[CFG-3] starts a process that was killed again, with the ports that it had', async () => {
  const { supervised, lines, deaths } = supervise();
  const { port } = await supervised.start();
  process.kill(port, 'SIGKILL');
  await until('it runs again', () => lines.includes(`port ${port}`));
  expect(deaths).toEqual(['was killed (SIGKILL)']);
});

it('[CFG-3] stops in order, and does not start again', async () => {
  const { supervised, lines, deaths } = supervise();
  const { port } = await supervised.start();
  await supervised.stop();
  expect(isAlive(port)).toBeFalse();
  await until('its last line arrives', () => lines.includes('stopped'));
  expect(deaths).toBeEmpty();
});

it('[CFG-3] stops while it waits to start again', async () => {
  const { supervised, starts, deaths } = supervise();
  const { port } = await supervised.start();
  process.kill(port, 'SIGKILL');
  await until('it waits', () => deaths.length === 1);
  await supervised.stop();
  expect(starts).toEqual(['any']);
});

it('[CFG-3] does not start after it was told to stop', async () => {
  const { supervised, starts } = supervise();
  await supervised.stop();
  void supervised.start();
  expect(starts).toBeEmpty();
});

it('[BAL-33] gives up at once when the configuration cannot be used', async () => {
  const { supervised, deaths, givenUp } = supervise('misconfigured');
  void supervised.start();
  await until('it gives up', () => givenUp.length === 1);
  expect({ deaths, givenUp }).toEqual({ deaths: [], givenUp: ['cannot use its configuration'] });
});

it('[CFG-3] gives up on a process that never gets ready', async () => {
  const { supervised, deaths, givenUp } = supervise('dies-at-start');
  void supervised.start();
  await until('it gives up', () => givenUp.length === 1);
  expect(deaths).toEqual(['ended with 1', 'ended with 1']);
  expect(givenUp).toEqual(['ended with 1, 3 times before it was ready']);
});
