import { startRole, stateOf, type RoleProcess, type SiteProcesses } from '@usher/harness';
import type { SiteConfigInput } from '@usher/cli/site-schema';
import { until } from '@usher/kit/testing';

/**
 * Stops the Monoliths of a site and starts them again on their ports, one after another, as a deploy does. What is returned ends the new ones.
 * @param monolith as the old ones were configured
 */
export async function restartAll(
  site: SiteProcesses,
  balancer: RoleProcess<'balancer'>,
  monolith: NonNullable<SiteConfigInput['monolith']>,
): Promise<AsyncDisposable> {
  await using started = new AsyncDisposableStack();
  for (const old of site.monoliths) {
    const code = await old.stop();
    if (code !== 0) throw new Error(`a Monolith that was told to stop ended with ${code}\n${old.logs}`);
    const ports = { port: old.ports.httpPort, link_port: old.ports.linkPort ?? 0 };
    const next = started.use(await startRole('monolith', { monolith: { ...monolith, ...ports } }));
    await until('it is linked', async () => {
      const { monoliths } = await stateOf(balancer);
      return monoliths.some(({ id }) => id === next.id) && monoliths.length === site.monoliths.length;
    });
  }
  return started.move();
}
