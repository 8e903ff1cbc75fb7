import { describe, expect, it } from 'bun:test';
import { existsSync } from 'node:fs';
import { until } from '@usher/kit/testing';
import { startRole } from './role-process.ts';
import { startSite } from './site.ts';

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

describe('startRole', () => {
  it('[BAL-30] starts a Balancer that serves on the ports it says', async () => {
    await using balancer = await startRole('balancer');
    expect((await fetch(`http://127.0.0.1:${balancer.ports.operatorPort}/healthz`)).status).toBe(200);
    expect(balancer.logs).toContain(`${balancer.id}`);
  });

  it('[BAL-32] stops with 0 on SIGTERM', async () => {
    await using balancer = await startRole('balancer');
    expect(await balancer.stop()).toBe(0);
  });

  it('leaves no process and no file behind', async () => {
    const left = await (async () => {
      await using monolith = await startRole('monolith');
      return monolith.pid;
    })();
    expect(isAlive(left)).toBeFalse();
  });

  it('tells why a role did not start', async () => {
    const config = { link: { secrets: ['short'] } };
    const outcome = await startRole('monolith', config).then(() => 'it started', String);
    expect(outcome).toMatch(/it ended with 2[^]*link\.secrets/);
  });

  it.each(['port', 'operator_port'] as const)(
    '[BAL-32] a Balancer says that its %s is in use',
    async (option) => {
      await using first = await startRole('balancer');
      const { port, operatorPort } = first.ports;
      const config = { balancer: { [option]: option === 'port' ? port : operatorPort } };
      const outcome = await startRole('balancer', config).then(() => 'it started', String);
      expect(outcome).toMatch(/it ended with 1[^]*Choose another port/);
    },
  );

  it.each(['port', 'link_port'] as const)('[CFG-3] a Monolith says that its %s is in use', async (option) => {
    await using first = await startRole('monolith');
    const { httpPort, linkPort } = first.ports;
    const config = { monolith: { [option]: option === 'port' ? httpPort : linkPort } };
    const outcome = await startRole('monolith', config).then(() => 'it started', String);
    expect(outcome).toMatch(/it ended with 1[^]*Choose another port/);
  });
});

describe('startSite', () => {
  it('[BAL-30] starts Balancers that are linked to all Monoliths', async () => {
    await using site = await startSite({ monoliths: 2, balancers: 1 });
    const [balancer] = site.balancers;
    const ready = `http://127.0.0.1:${balancer?.ports.operatorPort}/readyz`;
    await until('the Balancer has a Monolith', async () => (await fetch(ready)).ok);
    expect(new Set(site.monoliths.map(({ id }) => id)).size).toBe(2);
  });
});
