import { createLogger } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import type { DialectName } from '@usher/protocol/link';
import { startBalancer, type BalancerProcessConfig, type RunningBalancer } from '@usher/balancer';
import { balancerProcessConfig } from '../src/config.ts';

export const SECRET = 'the-secret-of-this-test-cluster-0123456789';

type Overrides = Partial<Omit<BalancerProcessConfig['balancer'], 'limits'>> & {
  limits?: Partial<BalancerProcessConfig['balancer']['limits']>;
  link?: BalancerProcessConfig['link'];
  dialect?: DialectName;
};

/** With the configuration that it was started with. */
export interface TestBalancer extends RunningBalancer, AsyncDisposable {
  readonly config: BalancerProcessConfig;
}

/** A Balancer in this process, on loopback, in front of Monoliths at these addresses. `await using` stops it. */
export async function balancerFor(
  monoliths: readonly { host: string; port: number }[],
  { link = { auth: 'static', secrets: [SECRET] }, dialect = 'seed', limits, ...balancer }: Overrides = {},
): Promise<TestBalancer> {
  const parsed = balancerProcessConfig.parse({
    log_level: 'silent',
    link,
    balancer: {
      host: '127.0.0.1',
      port: 0,
      operator_port: 0,
      drain: '50ms',
      discovery: [{ method: 'static', dialect, monoliths }],
    },
  });
  const allLimits = { ...parsed.balancer.limits, ...limits };
  const config = { ...parsed, balancer: { ...parsed.balancer, ...balancer, limits: allLimits } };
  const running = await startBalancer(config, createLogger('balancer', config.log_level));
  return { ...running, config, [Symbol.asyncDispose]: () => running.stop() };
}

/** The same, waiting until a Monolith is connected. */
export async function readyBalancerFor(
  ...args: Parameters<typeof balancerFor>
): ReturnType<typeof balancerFor> {
  const balancer = await balancerFor(...args);
  await until(
    'the Balancer is ready',
    async () => (await fetch(`http://127.0.0.1:${balancer.operatorPort}/readyz`)).ok,
  );
  return balancer;
}

/** Waits until so many Monoliths take rooms. */
export async function connected(
  { operatorPort }: { operatorPort: number },
  monoliths: number,
): Promise<void> {
  await until(`${monoliths} Monoliths are connected`, async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${operatorPort}/metrics`)).text();
    return metrics.includes(`usher_balancer_monoliths{state="ready"} ${monoliths}\n`);
  });
}
