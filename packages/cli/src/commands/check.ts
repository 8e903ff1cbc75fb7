import { loadConfig, type ConfigSources } from '@usher/kit/runtime';
import { isOwnLinkAuthenticated, lacksLinkSecret } from '../link-use.ts';
import { overruled } from '../sources.ts';
import { siteSchema } from '../site-schema.ts';

/** `usher check`: the sections of all roles at once. */
export function check(sources: ConfigSources): void {
  const isSecretMissing = lacksLinkSecret(sources);
  loadConfig(siteSchema, isSecretMissing ? overruled(sources, { 'link.auth': 'none' }) : sources);
  console.log(`The configuration${sources.file === undefined ? '' : ` (${sources.file})`} is valid.`);
  if (isSecretMissing && isOwnLinkAuthenticated(sources)) {
    console.log(
      'link.secrets is empty: `usher up` generates a secret, `usher balancer` and `usher monolith` need one.',
    );
  }
}
