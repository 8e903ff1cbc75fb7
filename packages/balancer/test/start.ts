import { createLogger } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import { startBalancer, type BalancerProcessConfig, type RunningBalancer } from '@usher/balancer';
import { balancerProcessConfig } from '../src/config.ts';

export const SECRET = 'the-secret-of-this-test-cluster-0123456789';

type Overrides = Partial<BalancerProcessConfig['balancer']> & { link?: BalancerProcessConfig['link'] };

/** A Balancer in this process, on loopback, in front of Monoliths at these addresses. `await using` stops it. */
export async function balancerFor(
  monoliths: readonly { host: string; port: number }[],
  { link = { auth: 'static', secrets: [SECRET] }, ...balancer }: Overrides = {},
): Promise<RunningBalancer & AsyncDisposable> {
  const config = balancerProcessConfig.parse({
    link,
    balancer: {
      host: '127.0.0.1',
      port: 0,
      operator_port: 0,
      drain: '50ms',
      discovery: [{ method: 'static', monoliths }],
    },
  });
  const running = await startBalancer(
    { ...config, balancer: { ...config.balancer, ...balancer } },
    createLogger('balancer', 'silent'),
  );
  return { ...running, [Symbol.asyncDispose]: () => running.stop() };
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
