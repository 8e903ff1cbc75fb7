import { balancerConfig, startBalancer } from '@usher/balancer';
import { createLogger, loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { z } from 'zod';
import { runRole } from '../process/run-role.ts';
import { commonSections, otherRole } from '../schema.ts';
import type { RoleOptions } from './role-options.ts';

const schema = z.strictObject({
  ...commonSections,
  balancer: balancerConfig.prefault({}),
  monolith: otherRole,
});

/** `usher balancer` */
export async function balancer(sources: ConfigSources, { check }: RoleOptions): Promise<void> {
  const config = loadConfig(schema, sources);
  if (check) return console.log('The configuration of the Balancer is valid.');
  const log = createLogger('balancer', config.log_level);
  await runRole<'balancer'>(async () => {
    const running = await startBalancer(config, log);
    const { id, port, operatorPort } = running;
    return { id, ports: { port, operatorPort }, stop: () => running.stop() };
  });
}
