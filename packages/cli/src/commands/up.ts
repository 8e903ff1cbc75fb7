import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { loadConfig, LOG_LEVELS, type ConfigSources } from '@usher/kit/runtime';
import { z } from 'zod';
import { lacksLinkSecret } from '../link-use.ts';
import { programPath } from '../process/fetch-limit.ts';
import { onStopSignals } from '../process/stop-signals.ts';
import type { Role } from '../process/readiness.ts';
import { siteSchema } from '../site-schema.ts';
import { overruled } from '../sources.ts';
import { createChildLog } from '../up/child-log.ts';
import { Site } from '../up/site.ts';
import { summary } from '../up/summary.ts';

export interface UpOptions {
  readonly monoliths: number;
  readonly balancers: number;
  readonly port?: string;
  readonly dataDir?: string;
  readonly verbose?: boolean;
}

/** Without a word about it, the children log less than they would alone. */
const upSchema = siteSchema.extend({ log_level: z.enum(LOG_LEVELS).exactOptional() });

/** `usher up`: a whole site on this machine, until Ctrl-C (CFG-3). */
export async function up(given: ConfigSources, { monoliths, balancers, verbose }: UpOptions): Promise<never> {
  const sources = lacksLinkSecret(given)
    ? overruled(given, { 'link.secrets': JSON.stringify([newSecret()]) })
    : given;
  const config = loadConfig(upSchema, sources);
  const operatorKey = config.balancer.operator_key || newSecret();
  const log_level = config.log_level ?? (verbose ? 'info' : 'warn');
  const dataDir = resolve(config.monolith.data_dir);
  const site = new Site({
    monoliths,
    balancers,
    config: { ...config, log_level },
    flags: {
      ...sources.flags,
      log_level,
      'monolith.data_dir': dataDir,
      'balancer.operator_key': operatorKey,
    },
    command: (role) => roleCommand(role, sources.file),
    say: (text) => console.log(text),
    onLine: createChildLog((line) => console.log(line)),
  });

  const stopped = new Promise<void>((stop) => {
    onStopSignals({
      stop,
      force() {
        site.kill();
        process.exit(0);
      },
    });
  });
  const running = site.start().then((addresses) => {
    console.log(summary(addresses, { host: config.balancer.host, dataDir, operatorKey }));
    return stopped;
  });
  try {
    await Promise.race([running, stopped, site.failure]);
    console.log('\nStopping …');
  } finally {
    await site.stop();
  }
  process.exit(0);
}

/** The same program again, from its sources or as the executable that it was compiled into. */
function roleCommand(role: Role, file: string | undefined): string[] {
  return [process.execPath, ...programPath(), role, ...(file === undefined ? [] : ['--config', file])];
}

const newSecret = () => randomBytes(32).toString('base64url');
