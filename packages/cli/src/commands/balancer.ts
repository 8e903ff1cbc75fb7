import { balancerConfig, startBalancer } from '@usher/balancer';
import { createLogger, loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { z } from 'zod';
import { requireFetchLimit } from '../process/fetch-limit.ts';
import { onReloadSignal } from '../process/reload-signal.ts';
import { areLinksAuthenticated } from '../link-use.ts';
import { overruled } from '../sources.ts';
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
  const load = () =>
    loadConfig(
      schema,
      areLinksAuthenticated(sources) ? sources : overruled(sources, { 'link.auth': 'none' }),
    );
  const config = load();
  if (check) return console.log('The configuration of the Balancer is valid.');
  requireFetchLimit();
  const log = createLogger('balancer', config.log_level);
  await runRole<'balancer'>(async () => {
    const running = await startBalancer(config, log);
    onReloadSignal(
      () => running.reload(load()),
      (error) => log.error({ err: error }, 'the configuration stays as it was'),
    );
    const { id, port, operatorPort, stopped } = running;
    return { id, ports: { port, operatorPort }, stopped, stop: () => running.stop() };
  });
}
