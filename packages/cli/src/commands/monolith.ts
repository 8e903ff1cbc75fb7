import { createLogger, loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { monolithConfig, startMonolith } from '@usher/monolith';
import { z } from 'zod';
import { isOwnLinkAuthenticated } from '../link-use.ts';
import { onReloadSignal } from '../process/reload-signal.ts';
import { runRole } from '../process/run-role.ts';
import { commonSections, otherRole } from '../schema.ts';
import { overruled } from '../sources.ts';
import type { RoleOptions } from './role-options.ts';

const schema = z.strictObject({
  ...commonSections,
  monolith: monolithConfig.prefault({}),
  balancer: otherRole,
});

/** `usher monolith` */
export async function monolith(sources: ConfigSources, { check }: RoleOptions): Promise<void> {
  const load = () =>
    loadConfig(
      schema,
      isOwnLinkAuthenticated(sources) ? sources : overruled(sources, { 'link.auth': 'none' }),
    );
  const config = load();
  if (check) return console.log('The configuration of the Monolith is valid.');
  const log = createLogger('monolith', config.log_level);
  await runRole<'monolith'>(async () => {
    const running = await startMonolith(config, log);
    onReloadSignal(
      () => running.reload(load()),
      (error) => log.error({ err: error }, 'the configuration stays as it was'),
    );
    const { id, httpPort, linkPort } = running;
    return { id, ports: { httpPort, linkPort }, stop: () => running.stop() };
  });
}
