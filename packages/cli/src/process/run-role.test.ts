import { expect, it } from 'bun:test';
import { fileURLToPath } from 'node:url';
import { LIFELINE_VARIABLE } from './lifeline.ts';
import { readinessOf, type Readiness } from './readiness.ts';

const STAND_IN = fileURLToPath(new URL('../testing/stand-in-role.ts', import.meta.url));

async function startStandIn(env: Record<string, string> = {}) {
  const ready = Promise.withResolvers<Readiness<'balancer'> | null>();
  const child = Bun.spawn([process.execPath, STAND_IN], {
    env: { ...Bun.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    serialization: 'json',
    ipc: (message) => ready.resolve(readinessOf(message)),
  });
  return { child, ready: await ready.promise };
}

it('[CFG-3] says that it is ready, and with which ports', async () => {
  const { child, ready } = await startStandIn();
  expect(ready).toEqual({ id: 'stand-in', ports: { port: child.pid, operatorPort: 1 } });
  child.kill('SIGKILL');
});

it.each(['SIGTERM', 'SIGINT'] as const)('[BAL-32] stops in order at %s, and exits with 0', async (signal) => {
  const { child } = await startStandIn();
  child.kill(signal);
  expect(await child.exited).toBe(0);
  expect(await child.stdout.text()).toEndWith('stopping\nstopped\n');
});

it('[BAL-32] takes two signals within a second for one', async () => {
  const { child } = await startStandIn();
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await child.exited).toBe(0);
});

it('[BAL-32] exits at once at a second signal, at least a second after the first', async () => {
  const { child } = await startStandIn({ STAND_IN: 'never-stops' });
  const firstAt = performance.now();
  const repeat = setInterval(() => child.kill('SIGTERM'), 50);
  expect(await child.exited).toBe(1);
  clearInterval(repeat);
  expect(performance.now() - firstAt).toBeGreaterThanOrEqual(1000);
});

it('[CFG-3] stops when its lifeline ends', async () => {
  const { child } = await startStandIn({ [LIFELINE_VARIABLE]: 'stdin' });
  await child.stdin.end();
  expect(await child.exited).toBe(0);
});

it('[CFG-3] outlives its standard input when that is no lifeline', async () => {
  const { child } = await startStandIn();
  await child.stdin.end();
  child.kill('SIGTERM');
  expect(await child.exited).toBe(0);
  expect(await child.stdout.text()).toContain('stopped');
});
