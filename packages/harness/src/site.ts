import type { SiteConfigInput } from '@usher/cli/site-schema';
import { until } from '@usher/kit/testing';
import { stateOf } from './balancer-state.ts';
import { startRole, type RoleProcess } from './role-process.ts';
import { tempDir } from './temp-dir.ts';

/** Real Balancers in front of real Monoliths, which share one data directory. */
export interface SiteProcesses extends AsyncDisposable {
  readonly balancers: readonly RoleProcess<'balancer'>[];
  readonly monoliths: readonly RoleProcess<'monolith'>[];
}

/** Starts a site, every Balancer linked to every Monolith; `config` applies to all its processes. */
export async function startSite(
  counts: { monoliths: number; balancers: number },
  config: SiteConfigInput = {},
): Promise<SiteProcesses> {
  await using started = new AsyncDisposableStack();
  const directory = started.use(tempDir());
  const start = async <R extends 'balancer' | 'monolith'>(
    role: R,
    count: number,
    roleConfig: SiteConfigInput,
  ) => {
    const starts = await Promise.allSettled(Array.from({ length: count }, () => startRole(role, roleConfig)));
    // Those that did start are owned before the failure of another is thrown.
    for (const each of starts) if (each.status === 'fulfilled') started.use(each.value);
    return starts.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
  };
  const monoliths = await start('monolith', counts.monoliths, {
    ...config,
    monolith: { data_dir: directory.path, ...config.monolith },
  });
  const addresses = monoliths.map(({ ports }) => ({ host: '127.0.0.1', port: ports.linkPort ?? 0 }));
  const dialect = config.monolith?.dialect ?? 'seed';
  const balancers = await start('balancer', counts.balancers, {
    ...config,
    balancer: { discovery: [{ method: 'static', dialect, monoliths: addresses }], ...config.balancer },
  });
  for (const balancer of balancers) {
    await until(
      'all links are established',
      async () => (await stateOf(balancer)).monoliths.length === monoliths.length,
    );
  }
  const owned = started.move();
  return { balancers, monoliths, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
